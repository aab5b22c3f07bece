/** One layer on disk, as the layer store keeps it: known by its chain ID (SEMANTICS section 1). */
import type { Tree } from '../fs/node.ts';
import type { ChainId, DiffId } from '../oci/digest.ts';

export interface Layer {
  readonly chainId: ChainId;
  /** The layer's tar lies in the content store under this digest. */
  readonly diffId: DiffId;
  readonly parent?: ChainId;
  /** bytes of the regular files in its tar, hard links once, and of the symlink targets; whiteouts and folders 0 */
  readonly size: number;
  /** bytes of its tar */
  readonly tarSize: number;
  /** this layer and all below it, merged */
  readonly tree: Tree;
}
