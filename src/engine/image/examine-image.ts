/**
 * What an image is made of, layer by layer, and how much of it nobody can see.
 *
 * The efficiency is the share of its layers' bytes that a container still sees: visible bytes over bytes on disk. It differs on purpose from
 * the score of `dive`, which counts a removed folder's bytes as well used (`dive/filetree/efficiency.go` adds the whiteout's size to both
 * sides): docs/decisions/0010-efficiency-of-an-image.md.
 */
import { EMPTY_TREE } from '../fs/tree.ts';
import { type ExaminedFile, examineTrees } from '../layer/examine-trees.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import { listLayerSources } from '../machine/layer-sources.ts';
import type { Machine } from '../machine/machine.ts';
import type { ChainId, DiffId, ImageId } from '../oci/digest.ts';
import type { ImageConfig } from '../oci/image-config.ts';
import { listMakers, listTags, sumHidden } from './examine-layer.ts';

export interface ImageExamination {
  readonly id: ImageId;
  readonly tags: readonly string[];
  readonly config: ImageConfig;
  readonly configBytes: Uint8Array;
  /** bottom first */
  readonly layers: readonly ImageLayer[];
  /** bytes of all layers */
  readonly size: number;
  /** of these, what a container sees */
  readonly visible: number;
  /** the rest: hidden or written anew by a layer above */
  readonly wasted: number;
  /** paths that cost more than they show, the dearest first */
  readonly waste: readonly WastedFile[];
  /** all layers laid over one another, as one comparison with nothing */
  readonly files: readonly ExaminedFile[];
}

export interface ImageLayer {
  readonly chainId: ChainId;
  readonly diffId: DiffId;
  /** `created_by` of its row of the history; absent where there is none */
  readonly createdBy?: string;
  readonly size: number;
  /** bytes up to and with this layer */
  readonly total: number;
  /** bytes of the layers below that this one hides or writes anew */
  readonly hidden: number;
  /** bytes of a packed form that a registry was seen to have */
  readonly packedSize?: number;
}

export interface WastedFile {
  readonly path: string;
  /** bytes that are out of sight */
  readonly bytes: number;
  /** how many layers wrote over or hid it */
  readonly times: number;
  /** nothing of it is left at the top */
  readonly isGone: boolean;
}

/** Undefined for an image that the machine does not have. */
export function examineImage(machine: Machine, id: string): ImageExamination | undefined {
  const image = machine.images.get(id as ImageId);
  if (image === undefined) return undefined;
  const makers = listMakers(image);
  const wasteOf = new Map<string, { bytes: number; times: number }>();
  const layers: ImageLayer[] = [];
  let tree = EMPTY_TREE;
  let total = 0;
  for (const [height, chainId] of image.chain.entries()) {
    const layer = getLayer(machine, chainId);
    const files = examineTrees(tree, layer.tree);
    for (const file of files) if (file.was !== undefined && isLeafOf(file)) addWaste(wasteOf, file);
    total += layer.size;
    tree = layer.tree;
    const createdBy = makers[height]?.entry.created_by;
    const packedSize = listLayerSources(machine, layer.diffId).at(-1)?.size;
    layers.push({
      chainId,
      diffId: layer.diffId,
      ...(createdBy === undefined ? {} : { createdBy }),
      size: layer.size,
      total,
      hidden: sumHidden(files),
      ...(packedSize === undefined ? {} : { packedSize }),
    });
  }
  const files = examineTrees(EMPTY_TREE, tree);
  const left = new Set(files.map(({ path }) => path));
  const wasted = layers.reduce((sum, { hidden }) => sum + hidden, 0);
  return {
    id: image.id,
    tags: listTags(machine, image.id),
    config: image.config,
    configBytes: image.configBytes,
    layers,
    size: total,
    visible: total - wasted,
    wasted,
    waste: [...wasteOf]
      .map(([path, waste]) => ({ path, ...waste, isGone: !left.has(path) }))
      .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)),
    files,
  };
}

/** Folders have the sums of what is in them: those would count twice. */
function isLeafOf({ was }: ExaminedFile): boolean {
  return was?.kind !== 'dir';
}

function addWaste(wasteOf: Map<string, { bytes: number; times: number }>, { path, hidden }: ExaminedFile): void {
  if (hidden === 0) return;
  const { bytes, times } = wasteOf.get(path) ?? { bytes: 0, times: 0 };
  wasteOf.set(path, { bytes: bytes + hidden, times: times + 1 });
}
