/** Everything that can be said about one layer on disk: its files, its three sizes, its three hashes, who made it and who holds it. */
import type { ContentStore } from '../cas/content-store.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { type ExaminedFile, examineTrees } from '../layer/examine-trees.ts';
import { listReferences } from '../machine/image-references.ts';
import { listLayerSources } from '../machine/layer-sources.ts';
import { listHolders } from '../machine/list-holders.ts';
import type { Image, Machine } from '../machine/machine.ts';
import type { ChainId, ContainerId, DiffId, Digest, ImageId } from '../oci/digest.ts';
import type { HistoryEntry } from '../oci/image-config.ts';
import type { Limits } from '../ports.ts';
import { familiarString } from '../reference/reference.ts';
import type { TarEntry } from '../tar/entry.ts';
import { readTar } from '../tar/read-tar.ts';

export interface LayerExamination {
  readonly chainId: ChainId;
  readonly diffId: DiffId;
  readonly parent?: ChainId;
  /** how registries were seen to have it, oldest first; none for a layer that was made here and never pushed, or loaded */
  readonly packed: readonly PackedForm[];
  /** bytes of its files, as docker counts them */
  readonly size: number;
  /** bytes of its tar */
  readonly tarSize: number;
  /** bytes of the layers below that it hides or writes anew: they stay on disk, and nobody who stands on this layer sees them */
  readonly hidden: number;
  /** absent where no image is left that tells */
  readonly maker?: LayerMaker;
  readonly heldBy: LayerHolders;
  readonly files: readonly ExaminedFile[];
  /** of its tar, in the tar's order */
  readonly entries: readonly TarEntry[];
}

export interface PackedForm {
  readonly digest: Digest;
  /** bytes */
  readonly size: number;
  /** `docker.io/library/alpine` */
  readonly repository: string;
}

/** A row of the history of the first image that has the layer. */
export interface LayerMaker {
  readonly image: ImageId;
  /** from 0, in the order of the config */
  readonly row: number;
  readonly entry: HistoryEntry;
}

export interface LayerHolders {
  readonly images: readonly { readonly id: ImageId; readonly tags: readonly string[] }[];
  readonly containers: readonly { readonly id: ContainerId; readonly name: string }[];
  /** layers that stand right on it */
  readonly layers: readonly { readonly chainId: ChainId; readonly diffId: DiffId }[];
  /** how many records of BuildKit's cache */
  readonly cacheRecords: number;
}

/**
 * Undefined for a layer that the machine does not have.
 * @throws TarError, LimitError where its tar cannot be read again, which is none of the learner's doing
 */
export async function examineLayer(
  machine: Machine,
  store: ContentStore,
  limits: Limits,
  chainId: string,
): Promise<LayerExamination | undefined> {
  const layer = machine.layers.get(chainId as ChainId);
  if (layer === undefined) return undefined;
  const below = layer.parent === undefined ? EMPTY_TREE : (machine.layers.get(layer.parent)?.tree ?? EMPTY_TREE);
  const files = examineTrees(below, layer.tree);
  const maker = findMaker(machine, layer.chainId);
  return {
    chainId: layer.chainId,
    diffId: layer.diffId,
    ...(layer.parent === undefined ? {} : { parent: layer.parent }),
    packed: listLayerSources(machine, layer.diffId).map(({ digest, size, repository }) => ({ digest, size, repository })),
    size: layer.size,
    tarSize: layer.tarSize,
    hidden: sumHidden(files),
    ...(maker === undefined ? {} : { maker }),
    heldBy: describeHolders(machine, layer.chainId),
    files,
    entries: await readTar(store.get(layer.diffId), limits),
  };
}

/** Of everything that was compared: folders have the sums of what is in them already. */
export function sumHidden(files: readonly ExaminedFile[]): number {
  return sumTop(files, ({ hidden }) => hidden);
}

function sumTop(files: readonly ExaminedFile[], of: (file: ExaminedFile) => number): number {
  return files.reduce((sum, file) => (file.path.lastIndexOf('/') === 0 ? sum + of(file) : sum), 0);
}

/** The config lists instructions bottom up; those that are not `empty_layer` made the layers, in order. */
export function listMakers({ config, chain }: Pick<Image, 'config' | 'chain'>): readonly (HistoryRowOf | undefined)[] {
  const rows = (config.history ?? []).map((entry, row) => ({ row, entry })).filter(({ entry }) => entry.empty_layer !== true);
  return chain.map((_, height) => rows[height]);
}

interface HistoryRowOf {
  readonly row: number;
  readonly entry: HistoryEntry;
}

function findMaker(machine: Machine, chainId: ChainId): LayerMaker | undefined {
  for (const image of machine.images.values()) {
    const height = image.chain.indexOf(chainId);
    const maker = height < 0 ? undefined : listMakers(image)[height];
    if (maker !== undefined) return { image: image.id, ...maker };
  }
  return undefined;
}

function describeHolders(machine: Machine, chainId: ChainId): LayerHolders {
  const holders = listHolders(machine, chainId);
  return {
    images: holders.images.map((id) => ({ id, tags: listTags(machine, id) })),
    containers: holders.containers.map((id) => ({ id, name: machine.containers.get(id)?.name ?? '' })),
    layers: [...machine.layers.values()]
      .filter(({ parent }) => parent === chainId)
      .map((layer) => ({ chainId: layer.chainId, diffId: layer.diffId })),
    cacheRecords: holders.cacheRecords.length,
  };
}

export function listTags(machine: Machine, id: ImageId): string[] {
  const references = listReferences(machine, id).map(({ reference }) => reference);
  return references.filter(({ tag }) => tag !== undefined).map(familiarString);
}
