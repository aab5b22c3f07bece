/** `docker volume prune`. */
import { treeSize } from '../layer/sizes.ts';
import { type Filters, matchesPruneLabels, NO_FILTERS } from '../machine/filters.ts';
import type { Machine } from '../machine/machine.ts';
import { ContainerError } from './container-error.ts';
import { dropVolume, listVolumes, listVolumeUsers } from './volumes.ts';

const PRUNE_FILTERS = new Set(['label', 'label!']);

/** Those that no container mounts, named or not: a daemon of API 1.41 knows no difference, and makes no events of them. By name. @throws ContainerError `container.invalidFilter` */
export function pruneVolumes(
  machine: Machine,
  filters: Filters = NO_FILTERS,
): { machine: Machine; removed: string[]; reclaimed: number } {
  for (const name of filters.keys()) if (!PRUNE_FILTERS.has(name)) throw new ContainerError('container.invalidFilter', { name });
  const unused = listVolumes(machine).filter(
    (volume) => listVolumeUsers(machine, volume.name).length === 0 && matchesPruneLabels(filters, volume.labels),
  );
  return {
    machine: unused.reduce((current, volume) => dropVolume(current, volume.name), machine),
    removed: unused.map((volume) => volume.name),
    reclaimed: unused.reduce((sum, volume) => sum + treeSize(volume.tree), 0),
  };
}
