/**
 * Putting files into an image's tree, as both builders do it (moby builder/dockerfile/copy.go, tonistiigi/fsutil copy).
 *
 * - A folder's *contents* go into the destination; the folder itself is not copied. A destination that is there keeps its own mode and
 *   owner; one that is not is made 0755, with the folders above it, and belongs to `--chown`.
 * - Folders inside are merged and take the source's mode, owner and time.
 * - A file goes into a destination that ends in `/` or is a folder, else it takes its place.
 * - Links in the destination's path are followed; links inside a copied folder stay links.
 *
 * What is copied always lands in the new layer, even if the same bytes stand there already.
 */

import { replaceNode, setEntry } from '../../fs/edit.ts';
import { FsError } from '../../fs/errno.ts';
import { findNode, lookup } from '../../fs/lookup.ts';
import { modeAfterChown } from '../../fs/meta.ts';
import type { DirNode, FileNode, Node, Tree } from '../../fs/node.ts';
import { resolve, sortedNames } from '../../fs/resolve.ts';
import { makeDir } from '../../fs/write.ts';
import type { SourceFile } from './source-files.ts';

export interface CopyOptions {
  /** what the tree was before this instruction */
  readonly base: Tree;
  /** absolute; a slash at its end asks for a folder */
  readonly destination: string;
  /** left out: files keep their own, folders on the way are root's */
  readonly owner?: Owner;
  /** of files and of folders inside, not of the destination */
  readonly mode?: number;
  /** seconds since 1970: now, for folders that are made or changed */
  readonly mtime: number;
  /** paths inside of the source that stay out */
  readonly isExcluded?: (path: string) => boolean;
  /** As the classic builder does it: a file may take the place of a folder and the reverse; the owner is changed last, which takes setuid away. */
  readonly isClassic: boolean;
}
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A file and a folder are in each other's way; `path` is absolute in the image. */
export class CopyConflict extends Error {
  readonly kind: 'fileOverFolder' | 'folderOverFile' | 'parentIsFile';
  readonly path: string;
  constructor(kind: CopyConflict['kind'], path: string) {
    super(`${kind} ${path}`);
    this.kind = kind;
    this.path = path;
  }
}

/** @throws CopyConflict, FsError where the destination's path leads over a file */
export function copySource(tree: Tree, source: SourceFile, options: CopyOptions): Tree {
  if (source.node.kind === 'dir') return copyFolder(tree, source.node, options);
  const { destination } = options;
  const isFolder = destination.endsWith('/') || findNode(tree, destination)?.kind === 'dir';
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  return copyFile(tree, source.node, isFolder ? `${destination.replace(/\/+$/, '')}/${name}` : destination, options);
}

/** The destination as a folder, made where it is missing. @throws CopyConflict where a file stands there */
export function makeFolder(tree: Tree, path: string, options: Pick<CopyOptions, 'base' | 'owner' | 'mtime'>): Tree {
  const { base, owner, mtime } = options;
  try {
    return makeDir(tree, path, { parents: true, mode: 0o755, uid: owner?.uid, gid: owner?.gid, mtime, base });
  } catch (error) {
    if (error instanceof FsError && (error.code === 'EEXIST' || error.code === 'ENOTDIR'))
      throw new CopyConflict('folderOverFile', path);
    throw error;
  }
}

function copyFolder(tree: Tree, source: DirNode, options: CopyOptions): Tree {
  const made = makeFolder(tree, options.destination, options);
  const place = resolve(made, options.destination, 'follow');
  if (place.node?.kind !== 'dir') throw new CopyConflict('folderOverFile', options.destination);
  const grafter = new Grafter(made.nextIno, source, options);
  const { path } = lookup(made, options.destination);
  const merged = grafter.merge(place.node, source, '', path === '/' ? '' : path);
  return { ...replaceNode(made, place, merged), nextIno: grafter.nextIno };
}

function copyFile(tree: Tree, node: Node, path: string, options: CopyOptions): Tree {
  const slash = path.lastIndexOf('/');
  const made = makeParent(tree, path.slice(0, slash) || '/', options);
  const place = resolve(made, path, 'follow');
  if (place.node?.kind === 'dir' && !options.isClassic) throw new CopyConflict('fileOverFolder', path);
  const grafter = new Grafter(made.nextIno, node, options);
  const copied = grafter.clone(node);
  return setEntry({ ...made, nextIno: grafter.nextIno }, place, copied, options.mtime);
}

function makeParent(tree: Tree, path: string, options: CopyOptions): Tree {
  try {
    return makeFolder(tree, path, options);
  } catch (error) {
    if (error instanceof CopyConflict) throw new CopyConflict('parentIsFile', path);
    throw error;
  }
}

/** Makes nodes of one tree into nodes of another: numbers of its own, hard links among what is copied kept. */
class Grafter {
  nextIno: number;
  readonly #links = new Map<number, FileNode>();
  readonly #counts = new Map<number, number>();
  readonly #options: CopyOptions;

  constructor(nextIno: number, source: Node, options: CopyOptions) {
    this.nextIno = nextIno;
    this.#options = options;
    this.#count(source);
  }

  /** @param inside path from the source's folder, for `--exclude`; `path` that in the image */
  merge(target: DirNode | undefined, source: DirNode, inside: string, path: string): DirNode {
    const entries = new Map(target?.entries);
    for (const name of sortedNames(source)) {
      const node = source.entries.get(name);
      const here = inside === '' ? name : `${inside}/${name}`;
      if (node === undefined || node.kind === 'socket' || this.#options.isExcluded?.(here) === true) continue;
      const old = entries.get(name);
      if (node.kind !== 'dir') {
        if (old?.kind === 'dir' && !this.#options.isClassic) throw new CopyConflict('fileOverFolder', `${path}/${name}`);
        entries.set(name, this.clone(node));
        continue;
      }
      if (old !== undefined && old.kind !== 'dir' && !this.#options.isClassic)
        throw new CopyConflict('folderOverFile', `${path}/${name}`);
      const below = old?.kind === 'dir' ? old : undefined;
      const folder = this.#restyle(node);
      entries.set(name, {
        ...folder,
        ino: below?.ino ?? this.nextIno++,
        entries: this.merge(below, node, here, `${path}/${name}`).entries,
      });
    }
    return target === undefined ? { ...source, entries } : { ...target, entries, mtime: this.#options.mtime };
  }

  clone(node: Node): Node {
    if (node.kind === 'dir') return this.merge(undefined, node, '', '');
    if (node.kind !== 'file') return { ...this.#restyle(node), ino: this.nextIno++ };
    const linked = node.link === undefined ? undefined : this.#links.get(node.link);
    if (linked !== undefined) return linked;
    const { link, ...rest } = this.#restyle(node);
    const ino = this.nextIno++;
    const nlink = link === undefined ? 1 : (this.#counts.get(link) ?? 1);
    const copy: FileNode = nlink > 1 ? { ...rest, ino, link: ino, nlink } : { ...rest, ino, nlink: 1 };
    if (link !== undefined) this.#links.set(link, copy);
    return copy;
  }

  #restyle<Kind extends Node>(node: Kind): Kind {
    const { owner, mode, isClassic } = this.#options;
    const keepsMode = mode === undefined || node.kind === 'symlink';
    const styled = keepsMode ? node : { ...node, mode };
    if (owner === undefined) return styled;
    const owned = { ...styled, uid: owner.uid, gid: owner.gid };
    return isClassic ? { ...owned, mode: modeAfterChown(node) } : owned;
  }

  #count(node: Node): void {
    if (node.kind === 'dir') for (const entry of node.entries.values()) this.#count(entry);
    else if (node.kind === 'file' && node.link !== undefined) this.#counts.set(node.link, (this.#counts.get(node.link) ?? 0) + 1);
  }
}
