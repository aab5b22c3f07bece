/** link(2). */
import { checkDirChange, countLinks, isLower, type NewNodeOptions, parentOf, replaceNode, setEntry } from './edit.ts';
import { FsError } from './errno.ts';
import type { Credentials, FileNode, Node, Tree } from './node.ts';
import { mayAccess, mayOwn } from './permissions.ts';
import { type Place, resolve } from './resolve.ts';

export interface LinkOptions extends Omit<NewNodeOptions, 'mode' | 'uid' | 'gid'> {
  /** `ln -L`: a symlink's target is linked; when left out, the symlink itself */
  readonly follow?: boolean | undefined;
}

/**
 * Gives an existing file another name. In a container a file of a lower layer is copied up first.
 * @throws FsError EPERM (a folder), EEXIST, EACCES, EROFS and those of `lookup`
 */
export function linkNode(tree: Tree, existing: string, path: string, options: LinkOptions): Tree {
  const source = resolve(tree, existing, options.follow === true ? 'follow' : 'keep', options);
  if (source.node === undefined) throw new FsError('ENOENT', existing);
  const place = resolve(tree, path, 'entry', options);
  if (place.node !== undefined) throw new FsError('EEXIST', path);
  if (place.slash) throw new FsError('ENOENT', path);
  const dir = parentOf(place, path);
  if (source.node.kind === 'dir' || !mayLink(source.node, options.who)) throw new FsError('EPERM', existing);
  checkDirChange(dir, path, options);
  if (source.node.kind !== 'file') return addName(tree, path, source.node, options);
  const linked = linkedTree(tree, source, source.node, options);
  return addName(linked.tree, path, linked.node, options);
}

const SETUID = 0o4000;
const SETGID_EXECUTABLE = 0o2010;

/** The rule of `fs.protected_hardlinks`, which every distribution turns on: only one's own files, and those one may read and write. */
function mayLink(node: Node, who: Credentials | undefined): boolean {
  if (mayOwn(node, who)) return true;
  const isSafe = node.kind === 'file' && (node.mode & SETUID) === 0 && (node.mode & SETGID_EXECUTABLE) !== SETGID_EXECUTABLE;
  return isSafe && mayAccess(node, who, 'read') && mayAccess(node, who, 'write');
}

/** The tree in which the file counts one name more, under the names that it has so far. */
function linkedTree(
  tree: Tree,
  source: Place,
  node: FileNode,
  options: LinkOptions,
): { readonly tree: Tree; readonly node: FileNode } {
  if (node.link !== undefined && !isLower(options.base, source, node)) {
    return { tree: countLinks(tree, new Map([[node.link, 1]]), options.base), node: { ...node, nlink: node.nlink + 1 } };
  }
  const linked: FileNode = { ...node, link: tree.nextIno, nlink: 2 };
  return { tree: replaceNode({ ...tree, nextIno: tree.nextIno + 1 }, source, linked), node: linked };
}

function addName(tree: Tree, path: string, node: Node, options: LinkOptions): Tree {
  return setEntry(tree, resolve(tree, path, 'entry', options), node, options.mtime);
}
