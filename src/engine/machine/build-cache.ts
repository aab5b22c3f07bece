/** BuildKit's own cache: no images, it outlives them, and it holds layers (SEMANTICS section 11). */

import type { Tree } from '../fs/node.ts';
import type { ChainId, Digest } from '../oci/digest.ts';

export interface BuildCache {
  /** by `key` */
  readonly records: ReadonlyMap<Digest, CacheRecord>;
}
export interface CacheRecord {
  readonly key: Digest;
  /** Digest over the step's definition and what it stands on: what a later build looks for. `--no-cache` makes a second record of one definition. */
  readonly definition: Digest;
  /**
   * More keys that lead here: digests over whole graphs of definitions. With one a step is found although what it copied from is gone.
   */
  readonly graphs?: readonly Digest[];
  /** record of the step that it stands on */
  readonly parent?: Digest;
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
  /** bytes that the step added; 0 for layers that came with an image */
  readonly size: number;
  /** `size` was looked at, and BuildKit remembers it: what is sent later does not change it */
  readonly isMeasured?: boolean;
  /** when its layer was made, as the history of images has it */
  readonly createdText?: string;
  /** files of a `RUN --mount=type=cache`, or of a local source as it was last sent */
  readonly mount?: Tree;
}
