/**
 * A layer that is unpacked entry by entry while its tar is still being read. What cannot be unpacked is told when it is laid over the layers
 * below: whatever is wrong with the tar itself comes first.
 */
import type { Tree } from '../fs/node.ts';
import type { TarEntry } from '../tar/entry.ts';
import { addedSize } from './sizes.ts';
import { Upper } from './upper.ts';

export class UnpackedLayer {
  /** bytes, as docker counts them (`sizes.ts`) */
  size = 0;
  private readonly upper = new Upper();
  private problem: { readonly error: unknown } | undefined;

  add(entry: TarEntry): void {
    if (this.problem !== undefined) return;
    this.size += addedSize(entry);
    try {
      this.upper.unpack(entry);
    } catch (error) {
      this.problem = { error };
    }
  }

  /**
   * Once only.
   * @param mtime of folders that the tar does not list, seconds since 1970
   * @throws LayerError
   */
  over(parent: Tree, mtime: number): Tree {
    if (this.problem !== undefined) throw this.problem.error;
    return this.upper.over(parent, mtime);
  }
}

export function unpackLayer(entries: readonly TarEntry[]): UnpackedLayer {
  const unpacked = new UnpackedLayer();
  for (const entry of entries) unpacked.add(entry);
  return unpacked;
}
