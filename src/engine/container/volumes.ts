/** Volumes: folders that live beside the containers and outlive them. Anonymous ones have 64 hex digits for a name. */
import type { EngineContext } from '../cas/content-store.ts';
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import type { Container } from '../machine/container.ts';
import { drawId } from '../machine/draw-id.ts';
import { recordEvent } from '../machine/events.ts';
import type { Machine, Volume } from '../machine/machine.ts';
import { ContainerError } from './container-error.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** what `docker events` tells of each */
const ATTRIBUTES = { driver: 'local' };

type Labels = Readonly<Record<string, string>>;

/** One that exists is left as it is, its labels too. Without a name it is anonymous. @throws ContainerError `volume.invalidName` */
export function createVolume(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  name = '',
  labels: Labels = {},
): { machine: Machine; volume: Volume } {
  if (name !== '') {
    if (!NAME.test(name)) throw new ContainerError('volume.invalidName', { name });
    const known = machine.volumes.get(name);
    return known === undefined ? addVolume(machine, name, false, labels) : { machine, volume: known };
  }
  const drawn = drawId(ctx, machine);
  return addVolume(drawn.machine, drawn.id, true, labels);
}

/** By name. */
export function listVolumes(machine: Machine): Volume[] {
  return [...machine.volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws ContainerError `volume.notFound` */
export function getVolume(machine: Machine, name: string): Volume {
  const volume = machine.volumes.get(name);
  if (volume === undefined) throw new ContainerError('volume.notFound', { name });
  return volume;
}

export function listVolumeUsers(machine: Machine, name: string): Container[] {
  return [...machine.containers.values()].filter((container) =>
    container.hostConfig.mounts.some((mount) => mount.kind === 'volume' && mount.name === name),
  );
}

/** @throws ContainerError `volume.notFound`, `volume.inUse` */
export function removeVolume(machine: Machine, name: string): Machine {
  getVolume(machine, name);
  const users = listVolumeUsers(machine, name);
  if (users.length > 0) throw new ContainerError('volume.inUse', { name, containerIds: users.map((container) => container.id) });
  return recordEvent(dropVolume(machine, name), { type: 'volume', action: 'destroy', id: name, attributes: ATTRIBUTES });
}

/** A new volume is filled with what the image has at the place where it is mounted; one that holds something is not. */
export function fillVolume(machine: Machine, name: string, from: Tree, path: string): Machine {
  const volume = machine.volumes.get(name);
  const folder = findNode(from, path);
  if (volume === undefined || volume.tree.root.entries.size > 0 || folder?.kind !== 'dir') return machine;
  return { ...machine, volumes: new Map(machine.volumes).set(name, { ...volume, tree: { root: folder, nextIno: from.nextIno } }) };
}

function addVolume(machine: Machine, name: string, anonymous: boolean, labels: Labels): { machine: Machine; volume: Volume } {
  const tree: Tree = { ...EMPTY_TREE, root: { ...EMPTY_TREE.root, mtime: machine.now / 1000 } };
  const volume: Volume = { name, createdAt: machine.now, tree, anonymous, ...(Object.keys(labels).length === 0 ? {} : { labels }) };
  const added = { ...machine, volumes: new Map(machine.volumes).set(name, volume) };
  return { machine: recordEvent(added, { type: 'volume', action: 'create', id: name, attributes: ATTRIBUTES }), volume };
}

export function dropVolume(machine: Machine, name: string): Machine {
  const volumes = new Map(machine.volumes);
  volumes.delete(name);
  return { ...machine, volumes };
}
