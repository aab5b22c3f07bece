/**
 * `docker rm`. With the last thing that stood on them go layers of images that were removed before; nothing is said about it
 * (SEMANTICS section 3, last row).
 */

import { recordAttachments } from '../machine/attachment-events.ts';
import type { Container } from '../machine/container.ts';
import { recordContainerEvent } from '../machine/events.ts';
import { sweepLayers } from '../machine/holders.ts';
import type { Machine } from '../machine/machine.ts';
import { withoutEntry } from '../machine/shared-map.ts';
import { ContainerError } from './container-error.ts';
import { getContainer, isRunning } from './find-container.ts';
import { listVolumeUsers, removeVolume } from './volumes.ts';

export interface RemoveContainerOptions {
  /** kills a running one */
  readonly force?: boolean;
  /** its anonymous volumes, too; `--rm` means it */
  readonly volumes?: boolean;
}

/** @throws ContainerError `container.notFound`, `container.running` */
export function removeContainer(
  machine: Machine,
  argument: string,
  options: RemoveContainerOptions = {},
): { machine: Machine; container: Container } {
  const container = getContainer(machine, argument);
  const { id, state } = container;
  if (isRunning(container) && options.force !== true) {
    const { status } = state;
    throw new ContainerError('container.running', {
      containerId: id,
      state: status === 'paused' || status === 'restarting' ? status : 'running',
    });
  }
  const stopped = isRunning(container) ? recordEnd(machine, container) : machine;
  const containers = withoutEntry(stopped.containers, id);
  const swept = sweepLayers({ ...stopped, containers }).machine;
  const removed = options.volumes === true ? removeAnonymous(swept, container) : swept;
  return { machine: recordContainerEvent(removed, container, 'destroy'), container };
}

function recordEnd(machine: Machine, container: Container): Machine {
  if (container.process === undefined) return machine;
  const killed = recordContainerEvent(machine, container, 'kill', { signal: '9' });
  return recordAttachments(recordContainerEvent(killed, container, 'die', { exitCode: '137' }), container, 'given back');
}

function removeAnonymous(machine: Machine, container: Container): Machine {
  let current = machine;
  for (const mount of container.hostConfig.mounts) {
    if (mount.kind !== 'volume' || current.volumes.get(mount.name)?.anonymous !== true) continue;
    if (listVolumeUsers(current, mount.name).length === 0) current = removeVolume(current, mount.name);
  }
  return current;
}
