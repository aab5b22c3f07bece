/** Names of containers: what is allowed, and that there is one container to a name. */
import type { Machine } from '../machine/machine.ts';
import { ContainerError } from './container-error.ts';
import { findContainerByName } from './find-container.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/**
 * The name without the slash that it may have in front.
 * @throws ContainerError `container.invalidName`, `container.nameInUse`
 */
export function checkName(machine: Machine, typed: string, renaming: boolean): string {
  const name = typed.startsWith('/') ? typed.slice(1) : typed;
  if (!NAME.test(name)) throw new ContainerError('container.invalidName', { shown: renaming ? `/${name}` : typed, renaming });
  const owner = findContainerByName(machine, name);
  if (owner !== undefined) throw new ContainerError('container.nameInUse', { name, containerId: owner.id, renaming });
  return name;
}
