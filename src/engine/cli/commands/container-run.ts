import type { Container } from '../../machine/container.ts';
import type { HostIo, Sink } from '../../process/host-io.ts';
import { type Soon, wait } from '../../soon.ts';
import { areDetachKeys } from '../args/detach-keys.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeStartLater } from '../describe-error.ts';
import { beginContainer } from './begin-container.ts';
import { makeContainer } from './make-container.ts';
import { withHelp, withUsage } from './with-help.ts';

/** Create and start. Attached, its status is the container's; detached, it prints the ID, also of one that could not begin (transcript 45). */
export function* containerRun(call: CommandCall): Soon<number> {
  const { io, flags } = call;
  const detach = flags.bool('detach');
  if (detach && flags.isSet('attach')) throw new CommandFailure('conflicting options: cannot specify both --attach and --detach');
  const options = yield* withUsage(call, 'run', detach);
  if (!detach && flags.bool('interactive') && flags.bool('tty') && !io.stdinIsTty) {
    throw new CommandFailure('the input device is not a TTY');
  }
  const container = yield* refusing(() => makeContainer(call, options));
  if (detach) io.write(1, `${container.id}\n`);
  if (!detach && !areDetachKeys(flags.text('detach-keys'))) throw new CommandFailure('unable to upgrade to tcp, received 400');
  return yield* refusing(() => start(call, container, detach));
}

function* start(call: CommandCall, container: Container, detach: boolean): Soon<number> {
  const { io } = call;
  const reads = !detach && container.config.OpenStdin === true && (!io.stdinIsTty || io.hasTyped === true);
  const stdin = reads ? yield* wait(io.readStdin()) : undefined;
  const sink = onlyAttached(io, container);
  const ended = yield* beginContainer(call, container, { attach: !detach, sink, ...(stdin === undefined ? {} : { stdin }) });
  return 'exitCode' in ended ? ended.exitCode : 0;
}

/** What was not asked for with `-a` goes to the logs alone. */
function onlyAttached(io: HostIo, { config }: Container): Sink {
  const takes = [false, config.AttachStdout === true, config.AttachStderr === true];
  return {
    write(fd, bytes) {
      if (takes[fd] === true) io.write(fd, bytes);
    },
    progress: (row, text) => io.progress(row, text),
  };
}

/** docker/cli 28 `toStatusError`: the status is read off the daemon's words. */
function* refusing<T>(run: () => Soon<T>): Soon<T> {
  try {
    return yield* run();
  } catch (error) {
    const text = yield* describeStartLater(error);
    throw new CommandFailure(withHelp(text, 'run'), statusOf(text));
  }
}

function statusOf(text: string): number {
  if (text.includes('executable file not found') || text.includes('no such file or directory')) return 127;
  if (text.includes('permission denied') || text.includes('is a directory')) return 126;
  return 125;
}
