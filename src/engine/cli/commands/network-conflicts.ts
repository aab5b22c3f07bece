/** What does not go together with another container's network, or with the computer's name (moby 20.10 `runconfig/hostconfig_unix.go`). */
import { findContainer } from '../../container/find-container.ts';
import type { Machine } from '../../machine/machine.ts';
import type { FlagValues } from '../args/flag-values.ts';
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** The daemon looks for them in this order. */
const WITH_ANOTHERS: readonly (readonly [flags: readonly string[], problem: string])[] = [
  [['hostname'], 'hostname and the network mode'],
  [['link'], "container type network can't be used with links. This would result in undefined behavior"],
  [['dns'], 'dns and the network mode'],
  [['add-host'], 'custom host-to-IP mapping and the network mode'],
  [['publish', 'publish-all'], 'port publishing and the container type network mode'],
  [['expose'], 'port exposing and the container type network mode'],
];

/** @throws CommandFailure */
export function refuseConflicts(flags: FlagValues, mode: string): void {
  if (mode === 'container:') refuse('Invalid network mode: invalid container format container:<name|id>');
  const conflict = mode.startsWith('container:')
    ? WITH_ANOTHERS.find(([names]) => names.some((name) => flags.isSet(name)))
    : undefined;
  if (conflict !== undefined) refuse(`conflicting options: ${conflict[1]}`);
  if (flags.text('uts') === 'host' && flags.text('hostname') !== '') refuse('conflicting options: hostname and the UTS mode');
  if (mode === 'host' && flags.isSet('link'))
    refuse("conflicting options: host type networking can't be used with links. This would result in undefined behavior");
}

/** Another container is kept by its ID, so that it may be renamed. */
export function resolveMode(machine: Machine, mode: string): string {
  const other = /^container:(.+)$/.exec(mode)?.[1];
  const found = other === undefined ? undefined : findContainer(machine, other);
  return found === undefined ? mode : `container:${found.id}`;
}

function refuse(problem: string): never {
  throw new CommandFailure(daemonSays(problem));
}
