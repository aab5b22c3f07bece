import { isRunning } from '../../container/find-container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { followContainer } from '../../process/start-container.ts';
import { soon } from '../../soon.ts';
import { areDetachKeys } from '../args/detach-keys.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

/** What the container prints from here on, until it ends. */
export async function containerAttach({ ctx, ref, io, flags, args }: CommandCall): Promise<number> {
  const container = namedContainer(ref.current, args[0] ?? '');
  if (!isRunning(container)) throw new CommandFailure('You cannot attach to a stopped container, start it first');
  if (container.state.status === 'paused') throw new CommandFailure('You cannot attach to a paused container, unpause it first');
  if (!areDetachKeys(flags.text('detach-keys'))) throw new CommandFailure('unable to upgrade to tcp, received 400');
  ref.current = recordContainerEvent(ref.current, container, 'attach');
  const { exitCode } = await soon(followContainer(ctx, ref, container.id, io));
  return exitCode;
}
