/** Names of a layer's entries: their parts, and how long the kernel lets them be. */
import { utf8Length } from '../bytes/utf8.ts';

/** bytes of one part */
export const MAX_NAME = 255;
/** bytes, with the NUL behind it */
export const MAX_PATH = 4096;

/**
 * A name as seen by a process whose root is the layer: `..` of the root is the root.
 * @returns its parts, and the name as Go's `filepath.Clean` leaves it, which keeps `/x`, `../x` and `x` apart
 */
export function confine(name: string): { path: string[]; cleaned: string } {
  if (!UNCLEAN.test(name)) {
    const cleaned = name.endsWith('/') ? name.slice(0, -1) : name;
    return { path: cleaned.split('/'), cleaned };
  }
  const path: string[] = [];
  let above = 0;
  for (const part of partsOf(name)) {
    if (part !== '..') path.push(part);
    else if (path.pop() === undefined) above += 1;
  }
  return { path, cleaned: (name.startsWith('/') ? '/' : '../'.repeat(above)) + path.join('/') };
}

/** Has an empty part or one of dots, but for the slash at the end of a folder. */
const UNCLEAN = /(?:^|\/)(?:\.{0,2}\/|\.{1,2}$)|^$/;

export function isTooLong(part: string): boolean {
  return isLonger(part, MAX_NAME);
}

/** Than so many bytes; a unit of UTF-16 is three at most, so that few have to be counted. */
export function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && utf8Length(text) > bytes);
}

export function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
