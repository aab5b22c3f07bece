import { ProcessError } from '../../process/process-error.ts';
import { type Soon, wait } from '../../soon.ts';
import { areDetachKeys } from '../args/detach-keys.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeStartLater } from '../describe-error.ts';
import { beginContainer } from './begin-container.ts';

/** `docker start`: attached, one container only, and its status is the command's; else each on its own, its errors said at once. */
export function* containerStart(call: CommandCall): Soon<number> {
  const { ref, io, flags, args } = call;
  const interactive = flags.bool('interactive');
  if (flags.bool('attach') || interactive) {
    if (args.length > 1) throw new CommandFailure('you cannot start and attach multiple containers at once');
    return yield* startAttached(call, interactive);
  }
  const failed: string[] = [];
  for (const argument of args) {
    try {
      const container = namedContainer(ref.current, argument);
      if (container.state.status === 'paused') throw new ProcessError('process.startPaused', { subject: container.id });
      yield* beginContainer(call, container, { attach: false });
      io.write(1, `${argument}\n`);
    } catch (error) {
      io.write(2, `${yield* describeStartLater(error)}\n`);
      failed.push(argument);
    }
  }
  if (failed.length > 0) throw new CommandFailure(`Error: failed to start containers: ${failed.join(', ')}`);
  return 0;
}

function* startAttached(call: CommandCall, interactive: boolean): Soon<number> {
  const { ref, io, args } = call;
  const container = namedContainer(ref.current, args[0] ?? '');
  // The client looks at it before it starts it, and is refused there.
  if (container.state.status === 'paused') throw new CommandFailure('unable to upgrade to tcp, received 409');
  if (!areDetachKeys(call.flags.text('detach-keys'))) throw new CommandFailure('unable to upgrade to tcp, received 400');
  const stdin =
    interactive && container.hostConfig.openStdin && (!io.stdinIsTty || io.hasTyped === true)
      ? yield* wait(io.readStdin())
      : undefined;
  try {
    const ended = yield* beginContainer(call, container, { attach: true, sink: io, ...(stdin === undefined ? {} : { stdin }) });
    return 'exitCode' in ended ? ended.exitCode : 0;
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    throw new CommandFailure(yield* describeStartLater(error));
  }
}
