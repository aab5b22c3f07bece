/** Finding and reading what stands in a tree. */
import { FsError } from './errno.ts';
import type { DirNode, FileNode, Node, Tree } from './node.ts';
import { isCapable, mayAccess } from './permissions.ts';
import { type LookupOptions, placePath, resolve, sortedNames } from './resolve.ts';

export type { LookupOptions } from './resolve.ts';

/** Paths up to here break no limit. */
const LONG = 200;

export interface Found {
  /** canonical and absolute: no links, no `.`, no `..`, no slash at the end */
  readonly path: string;
  readonly node: Node;
}

/** @throws FsError */
export function lookup(tree: Tree, path: string, options: LookupOptions = {}): Found {
  const plain = findPlain(tree, path, options);
  if (plain !== undefined && plain !== 'unsure') return { path, node: plain };
  const target = plain === 'unsure' ? linkTarget(tree, path, options) : undefined;
  const linked = target === undefined ? 'unsure' : findPlain(tree, target, options);
  if (target !== undefined && linked !== undefined && linked !== 'unsure') return { path: target, node: linked };
  const place = resolve(tree, path, options.follow === false ? 'keep' : 'follow', options);
  if (place.node === undefined) throw new FsError('ENOENT', path);
  return { path: placePath(place), node: place.node };
}

/** Undefined for whatever reason the path leads nowhere. */
export function findNode(tree: Tree, path: string, options: LookupOptions = {}): Node | undefined {
  const plain = findPlain(tree, path, options);
  if (plain !== 'unsure') return plain;
  const target = linkTarget(tree, path, options);
  const linked = target === undefined ? 'unsure' : findPlain(tree, target, options);
  if (linked !== 'unsure') return linked;
  try {
    return lookup(tree, path, options).node;
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/**
 * Most paths that are asked for are absolute, lead over no link and belong to root; most that are missing are missing at once. Searching PATH
 * asks for many, and an exception for each costs more than the search.
 */
function findPlain(tree: Tree, path: string, { who }: LookupOptions): Node | undefined | 'unsure' {
  if (!path.startsWith('/') || path.endsWith('/') || path.length > LONG) return 'unsure';
  let node: Node = tree.root;
  for (let start = 1; start < path.length; ) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    const name = path.slice(start, end);
    if (node.kind !== 'dir' || name === '' || name === '.' || name === '..') return 'unsure';
    const next: Node | undefined = node.entries.get(name);
    if (next === undefined) return undefined;
    if (next.kind === 'symlink') return 'unsure';
    node = next;
    start = end + 1;
  }
  return isCapable(who, 'DAC_OVERRIDE') ? node : 'unsure';
}

/** Where the path ends at a link that is followed and names an absolute path, as all applets of busybox are: that path. */
function linkTarget({ root }: Tree, path: string, { follow, who }: LookupOptions): string | undefined {
  if (follow === false || !path.startsWith('/') || path.endsWith('/') || path.length > LONG) return undefined;
  if (!isCapable(who, 'DAC_OVERRIDE')) return undefined;
  const node = findExact(root, path);
  return node?.kind === 'symlink' && node.target.startsWith('/') ? node.target : undefined;
}

/** The canonical path of something that stands there. @throws FsError */
export function realPath(tree: Tree, path: string, options: LookupOptions = {}): string {
  return lookup(tree, path, options).path;
}

/** A regular file that `who` may read. @throws FsError EISDIR, EACCES and those of `lookup` */
export function openFile(tree: Tree, path: string, options: LookupOptions = {}): FileNode {
  const { node } = lookup(tree, path, options);
  if (!mayAccess(node, options.who, 'read')) throw new FsError('EACCES', path);
  if (node.kind === 'dir') throw new FsError('EISDIR', path);
  if (node.kind === 'symlink') throw new FsError('ELOOP', path);
  if (node.kind !== 'file') throw new FsError('ENXIO', path);
  return node;
}

/** The names in a folder that `who` may read, sorted by bytes, without `.` and `..`. @throws FsError ENOTDIR, EACCES and those of `lookup` */
export function listDir(tree: Tree, path: string, options: LookupOptions = {}): string[] {
  const { node } = lookup(tree, path, options);
  if (node.kind !== 'dir') throw new FsError('ENOTDIR', path);
  if (!mayAccess(node, options.who, 'read')) throw new FsError('EACCES', path);
  return sortedNames(node);
}

/** The node under a path of plain names, no link followed: how the same place in another tree is found. */
export function findExact(root: DirNode, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (let start = 0, end = 0; end < path.length; start = end + 1) {
    const slash = path.indexOf('/', start);
    end = slash < 0 ? path.length : slash;
    if (end === start) continue;
    if (node?.kind !== 'dir') return undefined;
    node = node.entries.get(path.slice(start, end));
  }
  return node;
}
