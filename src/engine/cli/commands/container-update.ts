import { getContainer } from '../../container/find-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { eachArgument } from './each-argument.ts';

const POLICY = /^(?:|no|always|unless-stopped|on-failure(?::\d+)?)$/;

/** Of what docker can change in a container the simulation has the restart policy. */
export async function containerUpdate(call: CommandCall): Promise<number> {
  const { ref, flags } = call;
  if (!flags.isSet('restart')) throw new CommandFailure('you must provide one or more flags when using this command');
  const restart = flags.text('restart');
  return eachArgument(call, async (argument) => {
    const container = getContainer(ref.current, argument);
    if (!POLICY.test(restart)) throw new CommandFailure(daemonSays(`invalid restart policy '${restart.split(':')[0]}'`));
    const hostConfig = { ...container.hostConfig, restart: restart || 'no' };
    ref.current = { ...ref.current, containers: new Map(ref.current.containers).set(container.id, { ...container, hostConfig }) };
  });
}
