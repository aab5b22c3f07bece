import { getContainer } from '../../container/find-container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { eachArgument } from './each-argument.ts';
import { checkRestartPolicy, readRestartPolicy } from './restart-policy.ts';

/** Of what docker can change in a container the simulation has the restart policy. */
export function containerUpdate(call: CommandCall): Soon<number> {
  const { ref, flags } = call;
  if (!flags.isSet('restart')) throw new CommandFailure('you must provide one or more flags when using this command');
  const restart = readRestartPolicy(flags.text('restart'));
  return eachArgument(call, (argument) => {
    const container = getContainer(ref.current, argument);
    checkRestartPolicy(restart);
    if (restart === '') return;
    if (container.hostConfig.autoRemove && restart !== 'no') {
      throw new CommandFailure(
        daemonSays(
          `Cannot update container ${container.id}: Restart policy cannot be updated because AutoRemove is enabled for the container`,
        ),
      );
    }
    const changed = { ...container, hostConfig: { ...container.hostConfig, restart } };
    const containers = new Map(ref.current.containers).set(container.id, changed);
    ref.current = recordContainerEvent({ ...ref.current, containers }, changed, 'update');
  });
}
