/** A layer of what changed in a tree: by commit and by a build's step. */
import type { EngineContext } from '../cas/content-store.ts';
import type { Tree } from '../fs/node.ts';
import type { ChainId } from '../oci/digest.ts';
import { writeTar } from '../tar/write-tar.ts';
import { createLayer } from './create-layer.ts';
import { upperChanges } from './diff-trees.ts';
import type { Layer } from './layer.ts';
import { layerEntries } from './write-layer.ts';

/**
 * The layer that a commit of `tree` makes, where `base` is the tree of `parent` (with the mount points that are no change).
 * @returns undefined where nothing lies in the upper directory: docker then adds no layer
 */
export function createLayerOf(
  ctx: EngineContext,
  machineLayers: ReadonlyMap<ChainId, Layer>,
  parent: ChainId | undefined,
  base: Tree,
  tree: Tree,
): undefined | Promise<Layer> {
  const changes = upperChanges(base, tree);
  if (changes.length === 0) return undefined;
  return createLayer(ctx, machineLayers, parent, writeTar(layerEntries(changes)));
}
