/** unlink(2), rmdir(2) and `rm -r`. */
import { type ChangeOptions, checkDirChange, countLinks, lostLinks, parentOf, setEntry } from './edit.ts';
import { FsError } from './errno.ts';
import type { DirNode, Tree } from './node.ts';
import { isStickyFor, mayAccess } from './permissions.ts';
import { resolve, sortedNames } from './resolve.ts';

export interface RemoveOptions extends ChangeOptions {
  /** a folder goes with everything in it */
  readonly recursive?: boolean | undefined;
  /** what the caller means to remove: `file` as unlink(2) (EISDIR for a folder), `dir` as rmdir(2) (ENOTDIR); both when left out */
  readonly kind?: 'file' | 'dir' | undefined;
}

/**
 * The entry itself, a link never its target.
 * @throws FsError EISDIR, ENOTDIR, ENOTEMPTY, EACCES, EPERM (sticky folder), EBUSY (the root), EINVAL (`.`), EROFS and those of `lookup`
 */
export function removeNode(tree: Tree, path: string, options: RemoveOptions): Tree {
  const place = resolve(tree, path, 'entry', options);
  const { node } = place;
  if (node === undefined) throw new FsError('ENOENT', path);
  checkEnd(place.end, place.name, path, options.kind);
  const parent = parentOf(place, path);
  checkDirChange(parent, path, options);
  if (isStickyFor(parent, node, options.who)) throw new FsError('EPERM', path);
  if (node.kind === 'dir') {
    if (options.kind === 'file') throw new FsError('EISDIR', path);
    if (node.entries.size > 0 && options.recursive !== true) throw new FsError('ENOTEMPTY', path);
    checkTree(node, path, options);
  } else if (options.kind === 'dir' || place.slash) throw new FsError('ENOTDIR', path);
  return countLinks(setEntry(tree, place, undefined, options.mtime), lostLinks(node), options.base);
}

function checkEnd(end: 'name' | 'dot' | 'dotdot', name: string, path: string, kind: RemoveOptions['kind']): void {
  if (name === '') throw new FsError(kind === 'file' ? 'EISDIR' : 'EBUSY', path);
  if (end === 'name') return;
  if (kind === 'file') throw new FsError('EISDIR', path);
  throw new FsError(end === 'dot' ? 'EINVAL' : 'ENOTEMPTY', path);
}

/** What `rm -r` would stumble over further down, before anything is taken away. */
function checkTree(dir: DirNode, path: string, options: RemoveOptions): void {
  if (dir.entries.size === 0) return;
  const { who } = options;
  const isOpen = mayAccess(dir, who, 'read') && mayAccess(dir, who, 'write') && mayAccess(dir, who, 'execute');
  if (!isOpen) throw new FsError('EACCES', path);
  for (const name of sortedNames(dir)) {
    const node = dir.entries.get(name);
    if (node === undefined) continue;
    const below = `${path.replace(/\/+$/, '')}/${name}`;
    if (isStickyFor(dir, node, who)) throw new FsError('EPERM', below);
    if (node.kind === 'dir') checkTree(node, below, options);
  }
}
