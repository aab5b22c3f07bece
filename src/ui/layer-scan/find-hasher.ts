import type { HashMeans } from '../hash/browser-hashes.ts';
import { HasherLine } from '../hash/hasher-line.ts';

/** The thread beside one that unpacks: spawned for the first layer of at least `fewestBytes`; undefined where there can be none, or it broke. */
export function createHasherFinder(
  spawn: HashMeans['spawn'],
  fewestBytes: number,
): (packedBytes: number) => HasherLine | undefined {
  let line: HasherLine | undefined;
  return (packedBytes) => {
    if (packedBytes < fewestBytes) return undefined;
    try {
      line ??= new HasherLine(spawn());
    } catch {
      return undefined;
    }
    return line.isBroken ? undefined : line;
  };
}
