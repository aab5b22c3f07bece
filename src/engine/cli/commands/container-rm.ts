import { isContainerError } from '../../container/container-error.ts';
import { findContainer } from '../../container/find-container.ts';
import { removeContainer } from '../../container/remove-container.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import { pathName } from '../args/path-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';

const REMOVE_LINK = createPart(() => import('./remove-link.ts'));

/** With `-f` a container that is not there is mentioned and forgiven (transcript 25). */
export function* containerRm({ ref, io, flags, args }: CommandCall): Soon<number> {
  const force = flags.bool('force');
  const failures: string[] = [];
  const removed = new Set<string>();
  const before = args.length > 1 ? ref.current : undefined;
  for (const argument of args) {
    try {
      const given = argument.replace(/^\/+|\/+$/g, '');
      if (given === '') throw new CommandFailure('container name cannot be empty');
      const name = pathName(given);
      // docker removes all of them side by side
      const id = before && findContainer(before, name)?.id;
      if (id !== undefined && removed.has(id))
        throw new CommandFailure(daemonSays(`removal of container ${name} is already in progress`));
      if (flags.bool('link')) ref.current = (yield* wait(REMOVE_LINK.load())).removeLink(ref.current, name);
      else ref.current = removeContainer(ref.current, name, { force, volumes: flags.bool('volumes') }).machine;
      if (id !== undefined) removed.add(id);
      io.write(1, `${argument}\n`);
    } catch (error) {
      const { text } = yield* describeLater(error);
      if (force && isContainerError(error, 'container.notFound')) io.write(2, `${text}\n`);
      else failures.push(text);
    }
  }
  if (failures.length > 0) throw new CommandFailure(failures.join('\n'));
  return 0;
}
