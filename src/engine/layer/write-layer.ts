/**
 * The tar of a layer as docker's overlay2 driver writes it (moby's pkg/archive, `TarWithOptions` over the upper directory).
 *
 * Compared byte for byte with commits of a 20.10.24, down to two oddities: the mode field carries the file type's bits too, and
 * every whiteout after the first names the first one as its link, because overlay makes them as hard links of one inode.
 */
import { EMPTY } from '../bytes/content.ts';
import type { FileNode, Meta, Node } from '../fs/node.ts';
import { type TarEntry, tarEntry } from '../tar/entry.ts';
import type { Change } from './diff-trees.ts';
import { OPAQUE_MARKER, WHITEOUT_PREFIX } from './upper.ts';

/**
 * @param changes those of `upperChanges` for a commit. `D` of what an opaque folder hides is left out: its marker says so already.
 */
export function layerEntries(changes: readonly Change[]): TarEntry[] {
  const entries: TarEntry[] = [];
  const firstNames = new Map<number, string>();
  let opaque: string | undefined;
  let firstWhiteout = '';
  for (const change of changes) {
    const name = change.path.slice(1);
    if (opaque !== undefined && !change.path.startsWith(opaque)) opaque = undefined;
    if (change.node === undefined) {
      if (opaque !== undefined) continue;
      entries.push(whiteout(name, change.mtime ?? 0, firstWhiteout));
      firstWhiteout ||= name;
      continue;
    }
    const entry = nodeEntry(name, change.node, firstNames);
    if (entry === undefined) continue;
    entries.push(entry);
    if (change.opaque !== true) continue;
    entries.push(opaqueMarker(entry));
    opaque ??= `${change.path}/`;
  }
  return entries;
}

function whiteout(name: string, mtime: number, firstWhiteout: string): TarEntry {
  const slash = name.lastIndexOf('/') + 1;
  return tarEntry({
    name: `${name.slice(0, slash)}${WHITEOUT_PREFIX}${name.slice(slash)}`,
    mode: 0o600,
    mtime: Math.floor(mtime),
    linkname: firstWhiteout,
    ...ownerOf({ uid: 0, gid: 0 }),
  });
}

/** It has the folder's owner and permissions, and the time 0. */
function opaqueMarker(dir: TarEntry): TarEntry {
  const { name, mode, uid, gid } = dir;
  return tarEntry({ name: `${name}${OPAQUE_MARKER}`, mode: mode & 0o777, ...ownerOf({ uid, gid }) });
}

/** Undefined for a socket, which no tar can hold. */
function nodeEntry(name: string, node: Node, firstNames: Map<number, string>): TarEntry | undefined {
  const meta = metaOf(node);
  switch (node.kind) {
    case 'dir':
      return tarEntry({ ...meta, name: `${name}/`, type: 'dir' });
    case 'symlink':
      return tarEntry({ ...meta, name, type: 'symlink', linkname: node.target });
    case 'file':
      return fileEntry(name, node, meta, firstNames);
    case 'fifo':
      return tarEntry({ ...meta, name, type: 'fifo' });
    case 'char':
    case 'block':
      return tarEntry({ ...meta, name, type: node.kind, major: node.major, minor: node.minor });
    case 'socket':
      return undefined;
  }
}

/** The first name in the tar holds the content, the others link to it. */
function fileEntry(name: string, node: FileNode, meta: Partial<TarEntry>, firstNames: Map<number, string>): TarEntry {
  const first = node.link === undefined ? undefined : firstNames.get(node.link);
  if (first !== undefined) return tarEntry({ ...meta, name, type: 'hardlink', linkname: first, content: EMPTY });
  if (node.link !== undefined) firstNames.set(node.link, name);
  return tarEntry({ ...meta, name, content: node.content });
}

function metaOf(node: Node) {
  const capability = node.xattrs?.get('security.capability');
  return {
    mode: node.mode,
    mtime: Math.floor(node.mtime),
    typeBits: true,
    ...ownerOf(node),
    ...(capability === undefined ? {} : { xattrs: new Map([['security.capability', capability]]) }),
  };
}

/** Docker asks the host's passwd for names; the one every host knows is root. */
function ownerOf({ uid, gid }: Pick<Meta, 'uid' | 'gid'>) {
  return { uid, gid, ...(uid === 0 ? { uname: 'root' } : {}), ...(gid === 0 ? { gname: 'root' } : {}) };
}
