/** One entry of a tar archive (pax(1), ustar interchange format). */
import { type Content, EMPTY } from '../bytes/content.ts';

export type TarType = 'file' | 'dir' | 'symlink' | 'hardlink' | 'char' | 'block' | 'fifo';

export interface TarEntry {
  /** as it stands in the archive; that of a folder has a slash at its end */
  readonly name: string;
  readonly type: TarType;
  /** permission bits with setuid, setgid and sticky */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname?: string;
  readonly gname?: string;
  /** seconds since 1970, may have a fraction */
  readonly mtime: number;
  /** target of a symlink; name of the other entry of a hard link */
  readonly linkname: string;
  /** of a regular file, else empty */
  readonly content: Content;
  /** of a device */
  readonly major: number;
  readonly minor: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
  /** The mode field carries the bits of the file's type too, as docker writes it (moby's `fillGo18FileTypeBits`). */
  readonly typeBits?: boolean;
}

const NO_XATTRS: ReadonlyMap<string, Uint8Array> = new Map();

/** An entry with everything that is not said at its simplest: root's, made in 1970, mode 0644 or 0755. */
export function tarEntry(entry: Pick<TarEntry, 'name'> & Partial<TarEntry>): TarEntry {
  const type = entry.type ?? 'file';
  return {
    type,
    mode: type === 'dir' ? 0o755 : type === 'symlink' ? 0o777 : 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkname: '',
    content: EMPTY,
    major: 0,
    minor: 0,
    xattrs: NO_XATTRS,
    ...entry,
  };
}
