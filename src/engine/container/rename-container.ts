/** `docker rename`. */
import { recordContainerEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { ContainerError } from './container-error.ts';
import { checkName } from './container-name.ts';
import { getContainer } from './find-container.ts';

/** @throws ContainerError `container.emptyNewName`, `container.notFound`, `container.sameName`, `container.invalidName`, `container.nameInUse` */
export function renameContainer(machine: Machine, argument: string, newName: string): Machine {
  if (argument === '' || newName === '') throw new ContainerError('container.emptyNewName', {});
  const container = getContainer(machine, argument);
  const bare = newName.startsWith('/') ? newName.slice(1) : newName;
  if (bare === container.name) throw new ContainerError('container.sameName', { name: bare });
  const name = checkName(machine, newName, true);
  const renamed = { ...container, name };
  const containers = withEntry(machine.containers, container.id, renamed);
  return recordContainerEvent({ ...machine, containers }, renamed, 'rename', { oldName: `/${container.name}` });
}
