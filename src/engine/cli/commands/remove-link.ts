/** `docker rm --link app/db` (moby 20.10 `daemon/delete.go` rmLink). */
import { findContainerByName, getContainer } from '../../container/find-container.ts';
import type { Machine } from '../../machine/machine.ts';
import { withEntry } from '../../machine/shared-map.ts';
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** What one container calls another: its own name cannot be taken from it so. */
export function removeLink(machine: Machine, name: string): Machine {
  getContainer(machine, name);
  const [parentName = '', alias] = name.split('/');
  const parent = findContainerByName(machine, parentName);
  if (alias === undefined || parent === undefined)
    throw new CommandFailure(daemonSays('Conflict, cannot remove the default link name of the container'));
  const { links = [], ...settings } = parent.hostConfig.settings ?? {};
  const left = links.filter((link) => link.alias !== alias);
  const changed = { ...settings, ...(left.length === 0 ? {} : { links: left }) };
  const hostConfig = { ...parent.hostConfig, settings: changed };
  return { ...machine, containers: withEntry(machine.containers, parent.id, { ...parent, hostConfig }) };
}
