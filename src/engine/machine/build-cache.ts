/** BuildKit's own cache: no images, it outlives them, and it holds layers (SEMANTICS section 11). */

import type { Tree } from '../fs/node.ts';
import type { ChainId, Digest } from '../oci/digest.ts';

export interface BuildCache {
  /** key: digest over the step's definition and what it stands on */
  readonly records: ReadonlyMap<Digest, CacheRecord>;
}
export interface CacheRecord {
  readonly key: Digest;
  /** 25 lower-case letters and digits, as buildkit shows it */
  readonly id: string;
  /** buildkit's words: `regular`, `source.local`, `exec.cachemount`, `internal`, `frontend` */
  readonly type: string;
  readonly description: string;
  /** the layer chain that the step left, bottom first: the cache holds these layers */
  readonly chain: readonly ChainId[];
  /** whether the step made a layer of its own */
  readonly made: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly usageCount: number;
  readonly size: number;
  /** files of a `RUN --mount=type=cache` */
  readonly mount?: Tree;
}
