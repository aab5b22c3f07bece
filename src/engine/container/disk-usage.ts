/**
 * `docker system df` (moby 20.10 `daemon/disk_usage.go`, CLI `formatter/disk_usage.go`; SEMANTICS section 5).
 *
 * RECLAIMABLE of images is not what a prune would free: it is the total less what only *one* image that is in use has, so shared
 * layers count as reclaimable although a container stands on them.
 */
import { countLayerUsers, imageSize, sharedSize } from '../image/image-size.ts';
import { type ImageSummary, listImages } from '../image/list-images.ts';
import { treeSize } from '../layer/sizes.ts';
import type { CacheRecord } from '../machine/build-cache.ts';
import type { Container } from '../machine/container.ts';
import { sumLayers } from '../machine/layer-sizes.ts';
import type { Machine, Volume } from '../machine/machine.ts';
import type { ChainId } from '../oci/digest.ts';
import { containerSize } from './container-size.ts';
import { isRunning } from './find-container.ts';
import { byAge } from './list-containers.ts';
import { listVolumes, listVolumeUsers } from './volumes.ts';

export interface UsageRow {
  readonly total: number;
  readonly active: number;
  /** bytes */
  readonly size: number;
  readonly reclaimable: number;
}
export interface ImageUsage extends ImageSummary {
  readonly shared: number;
  /** size less shared */
  readonly unique: number;
  readonly containers: number;
}
export interface DiskUsage {
  readonly images: UsageRow & { readonly list: readonly ImageUsage[] };
  readonly containers: UsageRow & {
    readonly list: readonly { readonly container: Container; readonly size: number; readonly volumes: number }[];
  };
  readonly volumes: UsageRow & {
    readonly list: readonly { readonly volume: Volume; readonly links: number; readonly size: number }[];
  };
  readonly buildCache: UsageRow & { readonly list: readonly { readonly record: CacheRecord; readonly shared: boolean }[] };
}

export function measureUsage(machine: Machine): DiskUsage {
  return {
    images: measureImages(machine),
    containers: measureContainers(machine),
    volumes: measureVolumes(machine),
    buildCache: measureCache(machine),
  };
}

/** Layers of images that were removed while a container stands on them are in no row and not in the total. */
function measureImages(machine: Machine): DiskUsage['images'] {
  const summaries = listImages(machine);
  const users = countLayerUsers(summaries.map((summary) => summary.image));
  const list = summaries.map((summary): ImageUsage => {
    const shared = sharedSize(machine, summary.image, users);
    const containers = [...machine.containers.values()].filter((container) => container.imageId === summary.image.id).length;
    return { ...summary, shared, unique: imageSize(machine, summary.image) - shared, containers };
  });
  const size = sumLayers(machine, users.keys());
  const inUse = list.filter((one) => one.containers > 0);
  return { total: list.length, active: inUse.length, size, reclaimable: size - sum(inUse.map((one) => one.unique)), list };
}

function measureContainers(machine: Machine): DiskUsage['containers'] {
  const list = byAge(machine).map((container) => ({
    container,
    size: containerSize(container),
    volumes: container.hostConfig.mounts.filter((mount) => mount.kind === 'volume').length,
  }));
  const idle = list.filter((one) => !isRunning(one.container));
  return {
    total: list.length,
    active: list.length - idle.length,
    size: sum(list.map((one) => one.size)),
    reclaimable: sum(idle.map((one) => one.size)),
    list,
  };
}

function measureVolumes(machine: Machine): DiskUsage['volumes'] {
  const list = listVolumes(machine).map((volume) => ({
    volume,
    links: listVolumeUsers(machine, volume.name).length,
    size: treeSize(volume.tree),
  }));
  const idle = list.filter((one) => one.links === 0);
  return {
    total: list.length,
    active: list.length - idle.length,
    size: sum(list.map((one) => one.size)),
    reclaimable: sum(idle.map((one) => one.size)),
    list,
  };
}

/** A record whose layers an image has, too, is shared and not counted here: its bytes are in the images' row. */
function measureCache(machine: Machine): DiskUsage['buildCache'] {
  const held = new Set<ChainId>([...machine.images.values()].flatMap((image) => image.chain));
  const list = [...machine.buildCache.records.values()].map((record) => {
    const top = record.chain.at(-1);
    return { record, shared: top !== undefined && held.has(top) };
  });
  const size = sum(list.filter((one) => !one.shared).map((one) => one.record.size));
  return { total: list.length, active: 0, size, reclaimable: size, list };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
