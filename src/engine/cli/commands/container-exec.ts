import { execInContainer } from '../../process/exec-container.ts';
import { ProcessError } from '../../process/process-error.ts';
import { type Soon, wait } from '../../soon.ts';
import { areDetachKeys } from '../args/detach-keys.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { execProblem } from '../words/process-words.ts';
import { resolveVariables } from './environment.ts';

export function* containerExec(call: CommandCall): Soon<number> {
  const { ctx, ref, io, flags, args } = call;
  const [name = '', ...argv] = args;
  const env = yield* resolveVariables(call, flags.list('env-file'), flags.list('env'));
  const { id } = namedContainer(ref.current, name);
  const detach = flags.bool('detach');
  if (!detach && flags.bool('interactive') && flags.bool('tty') && !io.stdinIsTty)
    throw new CommandFailure('the input device is not a TTY');
  const stdin =
    flags.bool('interactive') && !detach && (!io.stdinIsTty || io.hasTyped === true) ? yield* wait(io.readStdin()) : undefined;
  const keys = flags.text('detach-keys');
  if (!areDetachKeys(keys)) throw new CommandFailure(daemonSays(`Invalid escape keys (${keys}) provided`));
  try {
    return yield* execInContainer(ctx, ref, id, {
      argv,
      env,
      user: flags.text('user'),
      workdir: flags.text('workdir'),
      tty: flags.bool('tty'),
      detach,
      ...(stdin === undefined ? {} : { stdin }),
      sink: io,
    });
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    const { text, status } = execProblem(error);
    throw detach && !text.startsWith(daemonSays('')) ? new CommandFailure(daemonSays(text)) : new CommandFailure(text, status);
  }
}
