/** The machine as the page draws it: plain, small and cloneable, so that it can leave the worker. Trees, bytes and configs stay behind. */
import { diffTrees } from '../layer/diff-trees.ts';
import { writableSize } from '../layer/sizes.ts';
import { familiarString } from '../reference/reference.ts';
import type { Container, ContainerState } from './container.ts';
import { shortContainerImageName } from './container-image.ts';
import { listChain } from './holders.ts';
import { createdAt } from './image-created.ts';
import { listReferences, parentsOf } from './image-references.ts';
import { sumLayers } from './layer-sizes.ts';
import type { Image, Machine } from './machine.ts';

export interface MachineView {
  /** milliseconds since 1970 */
  readonly now: number;
  readonly layers: readonly LayerView[];
  readonly images: readonly ImageView[];
  readonly containers: readonly ContainerView[];
  readonly totals: MachineTotals;
}
export interface LayerView {
  readonly chainId: string;
  readonly diffId: string;
  readonly parent?: string;
  /** bytes of its files */
  readonly size: number;
  /** of the row of history that made it, in the first image that has it; empty where no image is left that knows */
  readonly createdBy: string;
  readonly imageIds: readonly string[];
  readonly containerIds: readonly string[];
  /** held by BuildKit's cache */
  readonly cached: boolean;
}
export interface ImageView {
  readonly id: string;
  /** `alpine:3.13` */
  readonly tags: readonly string[];
  /** `alpine@sha256:…` */
  readonly digests: readonly string[];
  readonly top?: string;
  readonly parent?: string;
  readonly size: number;
  /** milliseconds since 1970 */
  readonly created: number;
  /** no tag, and nothing was made from it */
  readonly dangling: boolean;
  /** no name at all, but something was made from it: `docker images` hides it */
  readonly intermediate: boolean;
}
export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly status: ContainerState['status'];
  readonly imageId: string;
  /** as `docker ps` shows it */
  readonly imageName: string;
  readonly base?: string;
  readonly writableSize: number;
  /** as `docker diff`, the first `MAX_CHANGES` */
  readonly changes: readonly { readonly kind: 'A' | 'C' | 'D'; readonly path: string }[];
  readonly changeCount: number;
}
export interface MachineTotals {
  readonly images: number;
  readonly containers: number;
  readonly layers: number;
  /** every layer once, and what containers wrote */
  readonly bytes: number;
}

export const MAX_CHANGES = 50;

export function describeMachine(machine: Machine): MachineView {
  const containers = [...machine.containers.values()].map((container) => describeContainer(machine, container));
  const parents = parentsOf(machine);
  const written = containers.reduce((sum, container) => sum + container.writableSize, 0);
  return {
    now: machine.now,
    layers: describeLayers(machine),
    images: [...machine.images.values()].map((image) => describeImage(machine, image, parents.has(image.id))),
    containers,
    totals: {
      images: machine.images.size,
      containers: machine.containers.size,
      layers: machine.layers.size,
      bytes: sumLayers(machine, machine.layers.keys()) + written,
    },
  };
}

function describeLayers(machine: Machine): LayerView[] {
  const imageIds = new Map<string, string[]>();
  const containerIds = new Map<string, string[]>();
  const makers = new Map<string, string>();
  const cached = new Set<string>();
  for (const image of machine.images.values()) {
    for (const chainId of image.chain) append(imageIds, chainId, image.id);
    for (const [chainId, createdBy] of makersOf(image)) if (!makers.has(chainId)) makers.set(chainId, createdBy);
  }
  for (const container of machine.containers.values()) {
    for (const chainId of listChain(machine, container.base)) append(containerIds, chainId, container.id);
  }
  for (const record of machine.buildCache.records.values()) for (const chainId of record.chain) cached.add(chainId);
  return [...machine.layers.values()].map((layer) => ({
    chainId: layer.chainId,
    diffId: layer.diffId,
    ...(layer.parent === undefined ? {} : { parent: layer.parent }),
    size: layer.size,
    createdBy: makers.get(layer.chainId) ?? '',
    imageIds: imageIds.get(layer.chainId) ?? [],
    containerIds: containerIds.get(layer.chainId) ?? [],
    cached: cached.has(layer.chainId),
  }));
}

/** Layers belong to the rows that are not `empty_layer`, in order. */
function makersOf(image: Image): [string, string][] {
  const rows = (image.config.history ?? []).filter((row) => row.empty_layer !== true);
  return image.chain.map((chainId, i) => [chainId, rows[i]?.created_by ?? '']);
}

function describeImage(machine: Machine, image: Image, hasChildren: boolean): ImageView {
  const references = listReferences(machine, image.id).map((one) => one.reference);
  const tags = references.filter((one) => one.tag !== undefined).map(familiarString);
  const top = image.chain.at(-1);
  return {
    id: image.id,
    tags,
    digests: references.filter((one) => one.digest !== undefined).map(familiarString),
    ...(top === undefined ? {} : { top }),
    ...(image.parent === undefined ? {} : { parent: image.parent }),
    size: sumLayers(machine, image.chain),
    created: Math.floor(createdAt(image)),
    dangling: tags.length === 0 && !hasChildren,
    intermediate: references.length === 0 && hasChildren,
  };
}

/** A container that nothing has happened to looks as it did before. */
const views = new WeakMap<Container, Omit<ContainerView, 'imageName'>>();

/** What is known of a container whose files are not here (`fs/absent-tree.ts`). */
export function knowContainerView(
  container: Container,
  written: Pick<ContainerView, 'writableSize' | 'changes' | 'changeCount'>,
): void {
  views.set(container, { ...describePlace(container), ...written });
}

function describeContainer(machine: Machine, container: Container): ContainerView {
  const known = views.get(container) ?? describeAnew(container);
  views.set(container, known);
  return { ...known, imageName: shortContainerImageName(machine, container) };
}

function describeAnew(container: Container): Omit<ContainerView, 'imageName'> {
  const changes = diffTrees(container.baseTree, container.tree);
  return {
    ...describePlace(container),
    writableSize: writableSize(container.baseTree, container.tree),
    changes: changes.slice(0, MAX_CHANGES).map(({ kind, path }) => ({ kind, path })),
    changeCount: changes.length,
  };
}

function describePlace(container: Container) {
  return {
    id: container.id,
    name: container.name,
    status: container.state.status,
    imageId: container.imageId,
    ...(container.base === undefined ? {} : { base: container.base }),
  };
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
