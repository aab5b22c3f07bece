/**
 * Unpacking an archive into a folder of a tree, as `docker cp` does (moby `pkg/archive` Untar): folders are merged, anything else is
 * replaced, and neither takes the other's place.
 */
import { FsError } from '../fs/errno.ts';
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import { linkNode, makeDir, makeSpecial, removeNode, setMeta, symlinkNode, writeFile } from '../fs/write.ts';
import type { TarEntry } from '../tar/entry.ts';
import { cleanPath } from './clean-path.ts';

export interface ExtractOptions {
  /** seconds since 1970: of folders that the archive does not list, and of those around what is made */
  readonly mtime: number;
  /** of a container's tree: what its layers below look like */
  readonly base?: Tree | undefined;
  /** everything is made as this user's; the archive's owners where left out */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** A folder where something else should go, or the reverse. */
export class OverwriteError extends Error {
  readonly path: string;
  readonly existing: 'directory' | 'non-directory';
  constructor(path: string, existing: 'directory' | 'non-directory') {
    super(`${path} is a ${existing}`);
    this.path = path;
    this.existing = existing;
  }
}

/** @throws OverwriteError; FsError EINVAL for a name that leads out of `folder` */
export function extractEntries(tree: Tree, folder: string, entries: readonly TarEntry[], options: ExtractOptions): Tree {
  let current = tree;
  const folders: { path: string; mtime: number }[] = [];
  for (const entry of entries) {
    const path = pathIn(folder, entry.name);
    if (entry.type === 'dir') folders.push({ path, mtime: entry.mtime });
    current = extractOne(current, path, folder, entry, options);
  }
  for (const { path, mtime } of folders.reverse()) current = setMeta(current, path, { mtime }, { base: options.base });
  return current;
}

function extractOne(tree: Tree, path: string, folder: string, entry: TarEntry, options: ExtractOptions): Tree {
  const { base, mtime } = options;
  const { uid, gid } = options.owner ?? entry;
  const made = { base, mtime: entry.mtime, mode: entry.mode, uid, gid };
  const old = findNode(tree, path, { follow: false });
  if (entry.type === 'dir') {
    if (old !== undefined && old.kind !== 'dir') throw new OverwriteError(path, 'non-directory');
    if (path === folder) return tree;
    if (old !== undefined) return setMeta(tree, path, { mode: entry.mode, uid, gid }, { base });
    return makeDir(withParents(tree, path, options), path, made);
  }
  if (old?.kind === 'dir') throw new OverwriteError(path, 'directory');
  const cleared = old === undefined ? withParents(tree, path, options) : removeNode(tree, path, { base, mtime });
  switch (entry.type) {
    case 'file':
      return writeFile(cleared, path, entry.content, made);
    case 'symlink':
      return symlinkNode(cleared, entry.linkname, path, made);
    case 'hardlink':
      return linkNode(cleared, pathIn(folder, entry.linkname), path, { base, mtime });
    default:
      return makeSpecial(cleared, path, { ...made, kind: entry.type, major: entry.major, minor: entry.minor });
  }
}

function withParents(tree: Tree, path: string, { base, mtime }: ExtractOptions): Tree {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return makeDir(tree, parent, { parents: true, mode: 0o755, mtime, base });
}

function pathIn(folder: string, name: string): string {
  const clean = cleanPath(`/${name}`);
  if (cleanPath(name).startsWith('..')) throw new FsError('EINVAL', name);
  return cleanPath(`${folder}/${clean}`);
}
