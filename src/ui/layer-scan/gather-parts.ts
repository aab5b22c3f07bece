import { givingBack } from '../lab/give-back.ts';

/**
 * The same bytes in parts of `size`, but for the last. Each is good until the next is asked for: all lie in one piece of memory. What came is
 * given back.
 */
export async function* gatherParts(parts: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void, void> {
  const gathered = new Uint8Array(size);
  let filled = 0;
  for await (const part of givingBack(parts)) {
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + size - filled);
      gathered.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < size) continue;
      yield gathered;
      filled = 0;
    }
  }
  if (filled > 0) yield gathered.subarray(0, filled);
}
