/**
 * Unpacking an archive into a folder of a tree, as `docker cp` does (moby `pkg/archive`, `Unpack` and `createTarFile`, with
 * `NoOverwriteDirNonDir`): folders are merged, anything else is replaced, and neither takes the other's place. Links in the tree are
 * followed, also out of the folder: it is the container's own root that holds them in.
 */
import { FsError } from '../fs/errno.ts';
import { linkNode } from '../fs/link.ts';
import { findNode, lookup } from '../fs/lookup.ts';
import { setMeta } from '../fs/meta.ts';
import type { Tree } from '../fs/node.ts';
import { removeNode } from '../fs/remove.ts';
import { makeDir, makeSpecial, symlinkNode, writeFile } from '../fs/write.ts';
import { LayerError } from '../layer/layer-error.ts';
import { isWhiteoutDevice, MAX_ATTRIBUTE, unpackedDevice, unpackedMeta } from '../layer/unpacked-meta.ts';
import type { TarEntry } from '../tar/entry.ts';
import { cleanPath } from './clean-path.ts';

export interface ExtractOptions {
  /** seconds since 1970: of folders that the archive does not list, and of those around what is made */
  readonly mtime: number;
  /** of a container's tree: what its layers below look like */
  readonly base?: Tree | undefined;
  /** everything is made as this user's; the archive's owners where left out */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** what the folder is called in errors: in a volume, where the container sees it */
  readonly shown?: string;
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

/** What leads out of the folder: a name, or a link's target. */
export class BreakoutError extends Error {
  readonly what: 'name' | 'symlink' | 'hardlink';
  readonly path: string;
  readonly target: string;
  constructor(what: 'name' | 'symlink' | 'hardlink', path: string, target: string) {
    super(`${what} ${path} leads to ${target}`);
    this.what = what;
    this.path = path;
    this.target = target;
  }
}

/** @throws OverwriteError, BreakoutError; LayerError `layer.entry` with the whole path in its name */
export function extractEntries(tree: Tree, folder: string, entries: readonly TarEntry[], options: ExtractOptions): Tree {
  const extraction = new Extraction(folder, options);
  return extraction.finish(entries.reduce((current, entry) => extraction.add(current, entry), tree));
}

class Extraction {
  private readonly folder: string;
  private readonly shown: string;
  private readonly options: ExtractOptions;
  private readonly folders: { readonly path: string; readonly mtime: number }[] = [];

  constructor(folder: string, options: ExtractOptions) {
    this.folder = folder;
    this.options = options;
    this.shown = options.shown ?? folder;
  }

  add(tree: Tree, entry: TarEntry): Tree {
    const name = cleanPath(entry.name);
    const path = cleanPath(`${this.folder}/${name}`);
    if (name.startsWith('../')) throw new BreakoutError('name', name, this.shown);
    try {
      const place = name === '/' ? tree : this.withParents(tree, path);
      const old = findNode(place, path, { follow: false });
      if (old?.kind === 'dir' && entry.type !== 'dir') throw new OverwriteError(this.inWords(path), 'directory');
      if (old !== undefined && old.kind !== 'dir' && entry.type === 'dir')
        throw new OverwriteError(this.inWords(path), 'non-directory');
      if (old?.kind === 'dir' && (name === '.' || name === '..')) return tree;
      if (entry.type === 'dir') this.folders.push({ path, mtime: unpackedMeta(entry).mtime });
      return this.make(place, path, entry, old !== undefined);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const linkname = entry.type === 'hardlink' ? this.inWords(cleanPath(`${this.folder}/${entry.linkname}`)) : entry.linkname;
      throw new LayerError('layer.entry', { ...entry, name: this.inWords(path), linkname }, error.code);
    }
  }

  /** Folders get their times last: what is made in them changes those. */
  finish(tree: Tree): Tree {
    const { base } = this.options;
    return this.folders.reduce((current, { path, mtime }) => setMeta(current, path, { mtime }, { base }), tree);
  }

  private make(tree: Tree, path: string, entry: TarEntry, isThere: boolean): Tree {
    const { base, mtime } = this.options;
    const unpacked = unpackedMeta(entry);
    const { uid, gid } = this.options.owner ?? unpacked;
    const meta = { mode: unpacked.mode, uid, gid };
    const made = { ...meta, base, mtime };
    for (const value of entry.xattrs.values()) {
      if (value.length > MAX_ATTRIBUTE) throw new LayerError('layer.attribute', { ...entry, name: this.inWords(path) });
    }
    if (entry.type === 'dir') return isThere ? setMeta(tree, path, meta, { base }) : makeDir(tree, path, made);
    const cleared = isThere ? removeNode(tree, path, { base, mtime }) : tree;
    const link = cleanPath(`${this.folder}/${entry.linkname}`);
    switch (entry.type) {
      case 'file':
        return this.withTime(writeFile(cleared, path, entry.content, { ...made, exclusive: true }), path, unpacked.mtime);
      case 'symlink':
        this.checkSymlink(path, entry.linkname);
        return this.withTime(symlinkNode(cleared, entry.linkname, path, made), path, unpacked.mtime);
      case 'hardlink':
        this.checkHardLink(link, entry.linkname);
        return linkNode(cleared, link, path, { base, mtime });
      default: {
        if (isWhiteoutDevice(entry)) throw new FsError('EPERM', path);
        const special = { ...made, ...unpackedDevice(entry), kind: entry.type };
        return this.withTime(makeSpecial(cleared, path, special), path, unpacked.mtime);
      }
    }
  }

  private withTime(tree: Tree, path: string, mtime: number): Tree {
    return setMeta(tree, path, { mtime }, { base: this.options.base, follow: false });
  }

  /** Only where nothing at all stands: a link that leads nowhere, or a file, is left to the call that makes the entry. */
  private withParents(tree: Tree, path: string): Tree {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (!isMissing(tree, parent)) return tree;
    const { mtime, base } = this.options;
    return makeDir(tree, parent, { parents: true, mode: 0o755, mtime, base });
  }

  /** By the beginning of the path, as docker looks: `/srv2` passes for a part of `/srv`. */
  private checkSymlink(path: string, target: string): void {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (!cleanPath(`${parent}/${target}`).startsWith(this.folder)) throw new BreakoutError('symlink', this.inWords(path), target);
  }

  private checkHardLink(link: string, target: string): void {
    if (!link.startsWith(this.folder)) throw new BreakoutError('hardlink', link, target);
  }

  private inWords(path: string): string {
    return path.startsWith(this.folder) ? cleanPath(`${this.shown}/${path.slice(this.folder.length)}`) : path;
  }
}

function isMissing(tree: Tree, path: string): boolean {
  try {
    lookup(tree, path, { follow: false });
    return false;
  } catch (error) {
    if (error instanceof FsError) return error.code === 'ENOENT';
    throw error;
  }
}
