/** Registering a layer's tar in the layer store. */
import type { Content } from '../bytes/content.ts';
import { hashContent } from '../bytes/sha256.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { type ChainId, chainIdOf, type DiffId } from '../oci/digest.ts';
import { readTar } from '../tar/read-tar.ts';
import type { Layer } from './layer.ts';
import type { ReadLayer } from './read-layer.ts';
import { unpackLayer } from './unpacked-layer.ts';

/**
 * Hashes, reads and applies the tar, and puts it into the store. A layer that the machine has comes back as it is.
 * @param parent the layer below, which the machine has; undefined for the lowest
 * @param knownDiffId where the caller has just computed or verified it
 * @param now milliseconds since 1970: the machine's clock, shown by folders that the tar does not list
 * @throws TarError, LayerError
 */
export async function createLayer(
  ctx: EngineContext,
  machineLayers: ReadonlyMap<ChainId, Layer>,
  parent: ChainId | undefined,
  tar: Content,
  knownDiffId?: DiffId,
  now: number = ctx.ports.epoch,
): Promise<Layer> {
  const diffId = knownDiffId ?? ((await hashContent(ctx.ports, tar)) as string as DiffId);
  const chainId = chainIdOf(parent, diffId);
  const known = machineLayers.get(chainId);
  if (known !== undefined) return known;
  return placeLayer(ctx, machineLayers, parent, { tar, diffId, entries: await readTar(tar, ctx.ports.limits) }, now);
}

/** Applies what was read and puts its tar into the store. The machine does not have the layer. @throws LayerError */
export function placeLayer(
  ctx: EngineContext,
  machineLayers: ReadonlyMap<ChainId, Layer>,
  parent: ChainId | undefined,
  { tar, diffId, entries, unpacked = unpackLayer(entries) }: ReadLayer,
  now: number,
): Layer {
  const tree = unpacked.over(treeOf(machineLayers, parent), Math.floor(now / 1000));
  ctx.store.put(diffId, tar);
  const { size } = unpacked;
  return { chainId: chainIdOf(parent, diffId), diffId, ...(parent === undefined ? {} : { parent }), size, tarSize: tar.size, tree };
}

function treeOf(layers: ReadonlyMap<ChainId, Layer>, chainId: ChainId | undefined): Tree {
  if (chainId === undefined) return EMPTY_TREE;
  const layer = layers.get(chainId);
  if (layer === undefined) throw new InvariantError(`no layer ${chainId}`);
  return layer.tree;
}
