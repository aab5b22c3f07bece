/** rename(2), and `mv`, which copies where rename cannot. */
import { type ChangeOptions, checkDirChange, countLinks, detached, isLower, lostLinks, parentOf, setEntry } from './edit.ts';
import { FsError } from './errno.ts';
import { findExact } from './lookup.ts';
import type { DirNode, Node, Tree } from './node.ts';
import { isStickyFor, mayAccess } from './permissions.ts';
import { type Place, placePath, resolve } from './resolve.ts';

/**
 * In a container a folder of a lower layer cannot be renamed (EXDEV: overlay without `redirect_dir`, as docker mounts it); a file of
 * a lower layer is copied up under its new name.
 * @throws FsError EISDIR, ENOTDIR, ENOTEMPTY, EINVAL (into itself), EBUSY, EXDEV, EACCES, EPERM, EROFS and those of `lookup`
 */
export function renameNode(tree: Tree, from: string, to: string, options: ChangeOptions): Tree {
  return move(tree, from, to, options, (source, node) => {
    if (node.kind === 'dir' && isLowerDir(options.base, source, node)) throw new FsError('EXDEV', from);
    return { tree, node: isLower(options.base, source, node) ? copiedUp(node, tree.nextIno) : node };
  });
}

/** As `renameNode`, but a folder of a lower layer is copied to the new place, as `mv` does then: all that is in it is new. */
export function moveNode(tree: Tree, from: string, to: string, options: ChangeOptions): Tree {
  return move(tree, from, to, options, (source, node) => {
    if (node.kind === 'dir' && isLowerDir(options.base, source, node)) return copyAll(tree, node, options.mtime);
    return { tree, node: isLower(options.base, source, node) ? copiedUp(node, tree.nextIno) : node };
  });
}

/**
 * The same node as a new one with no link to others: new inode numbers, same owners, modes and times.
 * @param linkTime of its symlinks, which busybox gives no old one
 */
export function copyAll(tree: Tree, node: Node, linkTime?: number): { readonly tree: Tree; readonly node: Node } {
  let nextIno = tree.nextIno;
  const copy = (old: Node): Node => {
    const ino = nextIno++;
    if (old.kind === 'file') return detached(old, ino);
    if (old.kind === 'symlink') return { ...old, ino, mtime: linkTime ?? old.mtime };
    if (old.kind !== 'dir') return { ...old, ino };
    const entries = new Map<string, Node>();
    for (const [name, entry] of old.entries) entries.set(name, copy(entry));
    return { ...old, ino, entries };
  };
  const copied = copy(node);
  return { tree: { ...tree, nextIno }, node: copied };
}

type Carry = (source: Place, node: Node) => { readonly tree: Tree; readonly node: Node };

function move(tree: Tree, from: string, to: string, options: ChangeOptions, carry: Carry): Tree {
  const source = resolve(tree, from, 'entry', options);
  const target = resolve(tree, to, 'entry', options);
  if (source.end !== 'name' || source.name === '') throw new FsError('EBUSY', from);
  if (target.end !== 'name' || target.name === '') throw new FsError('EBUSY', to);
  const { node } = source;
  if (node === undefined) throw new FsError('ENOENT', from);
  if (node.kind !== 'dir' && (source.slash || target.slash)) throw new FsError('ENOTDIR', source.slash ? from : to);
  const fromPath = placePath(source);
  const toPath = placePath(target);
  if (toPath.startsWith(`${fromPath}/`)) throw new FsError('EINVAL', to);
  if (fromPath.startsWith(`${toPath}/`)) throw new FsError('ENOTEMPTY', to);
  checkMayMove(source, target, node, from, to, options);
  if (target.node !== undefined) checkReplaces(node, target.node, to);
  if (fromPath === toPath || (target.node !== undefined && isSameFile(node, target.node))) return tree;
  const carried = carry(source, node);
  const without = setEntry(carried.tree, source, undefined, options.mtime);
  const place = resolve(without, toPath, 'entry');
  const lost = new Map<number, number>();
  if (target.node !== undefined) lostLinks(target.node, lost);
  // a folder's files are copied, and those that they were are gone
  if (node.kind === 'dir' && carried.node !== node) lostLinks(node, lost);
  return countLinks(setEntry({ ...without, nextIno: without.nextIno + 1 }, place, carried.node, options.mtime), lost, options.base);
}

function checkMayMove(source: Place, target: Place, node: Node, from: string, to: string, options: ChangeOptions): void {
  const fromDir = parentOf(source, from);
  const toDir = parentOf(target, to);
  checkDirChange(fromDir, from, options);
  checkDirChange(toDir, to, options);
  if (isStickyFor(fromDir, node, options.who)) throw new FsError('EPERM', from);
  if (target.node !== undefined && isStickyFor(toDir, target.node, options.who)) throw new FsError('EPERM', to);
  if (node.kind === 'dir' && fromDir !== toDir && !mayAccess(node, options.who, 'write')) throw new FsError('EACCES', from);
}

function checkReplaces(node: Node, old: Node, to: string): void {
  if (node.kind === 'dir' && old.kind !== 'dir') throw new FsError('ENOTDIR', to);
  if (node.kind !== 'dir' && old.kind === 'dir') throw new FsError('EISDIR', to);
  if (old.kind === 'dir' && old.entries.size > 0 && old !== node) throw new FsError('ENOTEMPTY', to);
}

/** Two names of one file: rename does nothing, successfully. */
function isSameFile(a: Node, b: Node): boolean {
  return a === b || (a.kind === 'file' && b.kind === 'file' && a.link !== undefined && a.link === b.link);
}

/** A folder that a lower layer has too, merged or untouched. */
function isLowerDir(base: Tree | undefined, place: Place, node: DirNode): boolean {
  if (base === undefined) return false;
  const below = findExact(base.root, placePath(place));
  return below?.kind === 'dir' && below.ino === node.ino;
}

function copiedUp(node: Node, ino: number): Node {
  return node.kind === 'file' ? detached(node, ino) : { ...node };
}
