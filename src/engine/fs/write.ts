/** Making and changing entries of a tree: open(2), mkdir(2), symlink(2), mknod(2). Each returns a new tree; the old one stands. */
import { type Content, concatContents } from '../bytes/content.ts';
import { utf8Length } from '../bytes/utf8.ts';
import { checkDirChange, type NewNodeOptions, newMeta, parentOf, replaceFile, setEntry } from './edit.ts';
import { FsError } from './errno.ts';
import type { FileNode, Node, SpecialNode, Tree } from './node.ts';
import { isCapable, mayAccess } from './permissions.ts';
import { MAX_PATH, type Place, resolve } from './resolve.ts';

export interface WriteFileOptions extends NewNodeOptions {
  /** behind what is there, as `>>` */
  readonly append?: boolean | undefined;
  /** EEXIST where something, even a dangling link, stands there */
  readonly exclusive?: boolean | undefined;
}

const SET_ID = 0o6000;
const SETGID_EXECUTABLE = 0o2010;

/**
 * Opens for writing, makes the file where there is none, and writes. `mode`, `uid` and `gid` are those of a new file; one that
 * exists keeps its own. Writing through a dangling link makes its target. What is written into a device goes nowhere.
 * @throws FsError EISDIR, EEXIST, EACCES, ENXIO, EROFS and those of `lookup`
 */
export function writeFile(tree: Tree, path: string, content: Content, options: WriteFileOptions): Tree {
  const place = resolve(tree, path, options.exclusive === true ? 'entry' : 'create', options);
  const { node } = place;
  if (place.slash && place.end === 'name') throw new FsError('EISDIR', path);
  if (node === undefined) {
    const dir = parentOf(place, path);
    checkDirChange(dir, path, options);
    const meta = newMeta(dir, 'file', options, 0o644);
    return addEntry(tree, place, { kind: 'file', ino: tree.nextIno, content, nlink: 1, ...meta }, options.mtime);
  }
  if (options.exclusive === true) throw new FsError('EEXIST', path);
  if (node.kind === 'dir') throw new FsError('EISDIR', path);
  if (!mayAccess(node, options.who, 'write')) throw new FsError('EACCES', path);
  if (node.kind === 'socket') throw new FsError('ENXIO', path);
  if (node.kind !== 'file') return tree;
  if (options.readOnly === true) throw new FsError('EROFS', path);
  const all = options.append === true ? concatContents([node.content, content]) : content;
  return replaceFile(
    tree,
    place,
    node,
    { ...node, content: all, mtime: options.mtime, mode: modeAfterWrite(node, options) },
    options.base,
  );
}

export interface MakeDirOptions extends NewNodeOptions {
  /** `mkdir -p`: folders on the way are made, one that is there already is no error */
  readonly parents?: boolean | undefined;
}

/** @throws FsError EEXIST, EACCES, EROFS and those of `lookup` */
export function makeDir(tree: Tree, path: string, options: MakeDirOptions): Tree {
  if (options.parents === true) return makeParents(tree, path, options);
  const place = resolve(tree, path, 'entry', options);
  if (place.node !== undefined) throw new FsError('EEXIST', path);
  const dir = parentOf(place, path);
  checkDirChange(dir, path, options);
  const meta = newMeta(dir, 'dir', options, 0o755);
  return addEntry(tree, place, { kind: 'dir', ino: tree.nextIno, entries: new Map(), ...meta }, options.mtime);
}

/** @param target what the link says, kept as it is */
export function symlinkNode(tree: Tree, target: string, path: string, options: NewNodeOptions): Tree {
  if (target === '') throw new FsError('ENOENT', target);
  if (utf8Length(target) >= MAX_PATH) throw new FsError('ENAMETOOLONG', target);
  const place = newPlace(tree, path, options);
  const meta = { ...newMeta(parentOf(place, path), 'symlink', options, 0o777), mode: 0o777 };
  return addEntry(tree, place, { kind: 'symlink', ino: tree.nextIno, target, ...meta }, options.mtime);
}

export interface SpecialOptions extends NewNodeOptions {
  readonly kind: SpecialNode['kind'];
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
}

/** Named pipe, device or socket. A device asks for user 0. */
export function makeSpecial(tree: Tree, path: string, options: SpecialOptions): Tree {
  const { kind, who } = options;
  const place = newPlace(tree, path, options);
  if ((kind === 'char' || kind === 'block') && !isCapable(who, 'MKNOD')) throw new FsError('EPERM', path);
  const meta = newMeta(parentOf(place, path), kind, options, 0o644);
  const node: SpecialNode = { kind, ino: tree.nextIno, major: options.major ?? 0, minor: options.minor ?? 0, ...meta };
  return addEntry(tree, place, node, options.mtime);
}

function makeParents(tree: Tree, path: string, options: MakeDirOptions): Tree {
  const place = tryResolve(tree, path, options);
  if (place?.node !== undefined) {
    if (place.node.kind === 'dir') return tree;
    throw new FsError('EEXIST', path);
  }
  if (place !== undefined) return makeDir(tree, path, { ...options, parents: false });
  const { mode: _, ...above } = options;
  const parent = path.replace(/\/+$/, '').replace(/\/*[^/]*$/, '') || '/';
  return makeParents(makeParents(tree, parent, above), path, options);
}

/** Undefined where a folder on the way is missing. */
function tryResolve(tree: Tree, path: string, options: NewNodeOptions): Place | undefined {
  try {
    return resolve(tree, path, 'follow', options);
  } catch (error) {
    if (error instanceof FsError && error.code === 'ENOENT' && path.replace(/\/+$/, '').includes('/')) return undefined;
    throw error;
  }
}

function newPlace(tree: Tree, path: string, options: NewNodeOptions): Place {
  const place = resolve(tree, path, 'entry', options);
  if (place.node !== undefined) throw new FsError('EEXIST', path);
  if (place.slash) throw new FsError('ENOENT', path);
  checkDirChange(parentOf(place, path), path, options);
  return place;
}

function addEntry(tree: Tree, place: Place, node: Node, mtime: number): Tree {
  return setEntry({ ...tree, nextIno: tree.nextIno + 1 }, place, node, mtime);
}

/** A write by anyone but user 0 takes setuid away, and setgid where it means execution. */
function modeAfterWrite(node: FileNode, options: WriteFileOptions): number {
  if (isCapable(options.who, 'FSETID')) return node.mode;
  const isSetgid = (node.mode & SETGID_EXECUTABLE) === SETGID_EXECUTABLE;
  return node.mode & ~(isSetgid ? SET_ID : SET_ID & ~0o2000);
}
