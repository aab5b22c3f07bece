/** What a file's owner, time and numbers become when an archive is unpacked: any number stands there, the kernel takes some. */
import type { TarEntry } from '../tar/entry.ts';

const ID_END = 2 ** 32;
/** 2262, seconds since 1970 */
const LAST_TIME = 9_223_372_036;

export function unpackedMeta({ mode, uid, gid, mtime }: Pick<TarEntry, 'mode' | 'uid' | 'gid' | 'mtime'>) {
  return { mode, uid: ownerOf(uid), gid: ownerOf(gid), mtime: timeOf(mtime) };
}

/** 12 and 20 bits (moby `pkg/system`, `Mkdev`). */
export function unpackedDevice({ major, minor }: Pick<TarEntry, 'major' | 'minor'>) {
  return { major: major & 0xfff, minor: minor & 0xfffff };
}

/** Overlay keeps whiteouts as such devices; it makes none when asked. */
export function isWhiteoutDevice(entry: Pick<TarEntry, 'type' | 'major' | 'minor'>): boolean {
  if (entry.type !== 'char') return false;
  const { major, minor } = unpackedDevice(entry);
  return major === 0 && minor === 0;
}

/** of the value of an extended attribute, bytes */
export const MAX_ATTRIBUTE = 65_536;

/** 32 bits, and -1 for: leave it as it is, which is root's. */
function ownerOf(id: number): number {
  const id32 = Number.isFinite(id) ? ((id % ID_END) + ID_END) % ID_END : 0;
  return id32 === ID_END - 1 ? 0 : id32;
}

/** Outside of what Go can count in nanoseconds it is 1970 (moby `pkg/system`, `Chtimes`). */
function timeOf(seconds: number): number {
  return seconds < 0 || seconds > LAST_TIME ? 0 : seconds;
}
