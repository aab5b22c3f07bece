import { getContainer } from '../../container/find-container.ts';
import type { Container } from '../../machine/container.ts';
import type { Machine } from '../../machine/machine.ts';
import { pathName } from './path-name.ts';

/**
 * The container that a word of the command line means where the client makes it part of an address: it takes blanks off, refuses what is empty
 * (docker/client `trimID`) and cleans the path, so `//box` and `x/../box` are `box`.
 *
 * @throws ContainerError `container.notFound`, `container.ambiguous`, `container.emptyName`
 * @throws CommandFailure where the address leads elsewhere
 */
export function namedContainer(machine: Machine, word: string): Container {
  const name = word.trim();
  return getContainer(machine, name === '' ? '' : pathName(name));
}
