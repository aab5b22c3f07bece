/**
 * Unpacking a layer's tar on top of the layers below (image-spec layer.md "Applying Changesets"; SEMANTICS section 5, "Whiteouts").
 *
 * As docker's overlay2 driver does, in two steps: the tar is unpacked into a folder of its own, the *upper* one, knowing nothing of
 * what lies below; then upper is laid over lower. That explains what surprises:
 * - A folder on the way that the tar does not list is made anew, 0755 and root's, and over a lower folder brings its own mode:
 *   a layer with only `tmp/x` takes the sticky bit from `/tmp`.
 * - A link of a lower layer is not followed: `lib/x` over `lib -> usr/lib` makes a folder `/lib`.
 * - A hard link needs its target in the same layer.
 * - `./` says nothing about `/`.
 * - The unpacking process is locked into the folder (chroot): `/etc/x` and `../../etc/x` are both `etc/x` of the layer, as are the
 *   targets of hard links. Images that ko and others build have absolute names.
 */
import { utf8Length } from '../bytes/utf8.ts';
import { EngineError } from '../errors.ts';
import type { Errno } from '../fs/errno.ts';
import type { DirNode, FileNode, Meta, Node, SpecialNode, SymlinkNode, Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import type { TarEntry } from '../tar/entry.ts';
import { isWhiteoutDevice, MAX_ATTRIBUTE, unpackedDevice, unpackedMeta } from './unpacked-meta.ts';

export type LayerErrorCode =
  /** a file, link or device where the root is */
  | 'layer.root'
  /** the entry cannot be made, or its hard link's target is not in this layer; `errno` says why */
  | 'layer.entry'
  /** a whiteout of `/`, `.` or `..` */
  | 'layer.badWhiteout'
  /** an extended attribute that is larger than the kernel takes */
  | 'layer.attribute'
  /** two entries of one name, which docker's tar-split refuses */
  | 'layer.duplicatePath';

export interface LayerErrorData extends Pick<TarEntry, 'type'> {
  /** as it stands in the tar */
  readonly name: string;
  /** of a link */
  readonly target?: string;
  /** what the kernel said */
  readonly errno?: Errno;
}

export class LayerError extends EngineError<LayerErrorCode, LayerErrorData> {
  constructor(code: LayerErrorCode, entry: Pick<TarEntry, 'name' | 'type' | 'linkname'>, errno?: Errno) {
    const { name, type, linkname } = entry;
    const isLink = type === 'hardlink' || type === 'symlink';
    super(code, { name, type, ...(isLink ? { target: linkname } : {}), ...(errno === undefined ? {} : { errno }) });
    this.name = 'LayerError';
  }
}

export const WHITEOUT_PREFIX = '.wh.';
export const OPAQUE_MARKER = '.wh..wh..opq';
/** Names that AUFS kept for itself; they are never seen. */
const META_PREFIX = '.wh..wh.';

/**
 * @param mtime of folders that the tar does not list, seconds since 1970
 * @throws LayerError
 */
export function applyLayer(parent: Tree, entries: readonly TarEntry[], mtime = 0): Tree {
  const upper = new Upper(mtime);
  for (const entry of entries) upper.unpack(entry);
  return upper.over(parent);
}

/**
 * Unpacks a tar that is no layer into a folder of its own: an archive that is loaded, what ADD unpacks, a build's context. Names of whiteouts
 * are names there, and the later of two entries wins.
 * @param mtime of folders that the tar does not list, seconds since 1970
 * @throws LayerError
 */
export function unpackPlain(entries: readonly TarEntry[], mtime = 0): Tree {
  const upper = new Upper(mtime, false);
  for (const entry of entries) upper.unpack(entry);
  return upper.over(EMPTY_TREE);
}

interface UpperDir {
  readonly kind: 'dir';
  meta: Meta;
  readonly entries: Map<string, UpperNode>;
  readonly whiteouts: Set<string>;
  opaque: boolean;
}
/** One inode, under as many names as hard links say. */
interface UpperLeaf {
  readonly kind: 'leaf';
  readonly entry: TarEntry;
  meta: Meta;
  names: number;
  node?: FileNode | SymlinkNode | SpecialNode;
}
type UpperNode = UpperDir | UpperLeaf;

const MAX_LINKS = 40;
const MAX_NAME = 255;
const MAX_DEPTH = 2048;
/** with the NUL behind it */
const MAX_PATH = 4096;

class Upper {
  private readonly root: UpperDir;
  private readonly mtime: number;
  private readonly isLayer: boolean;
  private readonly seen = new Set<string>();
  private nextIno = 0;

  constructor(mtime: number, isLayer = true) {
    this.mtime = mtime;
    this.isLayer = isLayer;
    this.root = this.newDir();
  }

  unpack(entry: TarEntry): void {
    const { path, cleaned } = confine(entry.name);
    if (this.isLayer && this.seen.has(cleaned)) throw new LayerError('layer.duplicatePath', entry);
    if (this.isLayer) this.seen.add(cleaned);
    if (path.some(isTooLong) || isLonger(cleaned, MAX_PATH - 1)) throw new LayerError('layer.entry', entry, 'ENAMETOOLONG');
    checkSizes(entry);
    const name = path.pop();
    if (name === undefined) {
      // docker goes on where the cleaned name is a dot, whatever the kind
      if (entry.type !== 'dir' && cleaned !== '') throw new LayerError('layer.root', entry);
      return;
    }
    const dir = this.dirAt(path, entry);
    if (this.isLayer && mark(dir, name, entry)) return;
    if (entry.type === 'dir') this.putDir(dir, name, entry);
    else
      putLeaf(dir, name, entry.type === 'hardlink' ? this.linked(entry) : { kind: 'leaf', entry, meta: metaOf(entry), names: 0 });
  }

  /** Laid over the layers below. */
  over(parent: Tree): Tree {
    this.nextIno = parent.nextIno;
    const { entries } = this.merge(this.root, parent.root);
    const isUntouched = this.root.entries.size === 0 && this.root.whiteouts.size === 0 && !this.root.opaque;
    return { root: isUntouched ? parent.root : { ...parent.root, entries }, nextIno: this.nextIno };
  }

  private merge(upper: UpperDir, lower: DirNode | undefined): DirNode {
    const below = upper.opaque ? undefined : lower;
    const entries = new Map<string, Node>(below?.entries);
    for (const name of upper.whiteouts) entries.delete(name);
    for (const [name, node] of upper.entries) {
      if (this.isLayer && name.startsWith(META_PREFIX)) continue;
      const covered = entries.get(name);
      entries.set(name, node.kind === 'leaf' ? this.freeze(node) : this.merge(node, covered?.kind === 'dir' ? covered : undefined));
    }
    const merged = below === undefined || !this.isLayer ? {} : ({ isMerged: true } as const);
    return { kind: 'dir', ino: below?.ino ?? this.nextIno++, ...upper.meta, ...merged, entries };
  }

  private freeze(leaf: UpperLeaf): Node {
    leaf.node ??= leafNode(leaf, this.nextIno++);
    return leaf.node;
  }

  private putDir(dir: UpperDir, name: string, entry: TarEntry): void {
    const old = dir.entries.get(name);
    if (old?.kind === 'dir') {
      old.meta = metaOf(entry);
      return;
    }
    const made = this.newDir();
    made.meta = metaOf(entry);
    replace(dir, name, made);
  }

  /** The folder at a path of the upper tree; what is missing is made where wished, but not behind a link that leads nowhere. */
  private dirAt(path: readonly string[], entry: TarEntry, isMaking = true): UpperDir {
    return (isMaking && path.length < MAX_DEPTH ? this.plainDirAt(path) : undefined) ?? this.linkedDirAt(path, entry, isMaking);
  }

  /** Where the path leads over folders alone, as most do, or further than there is anything. */
  private plainDirAt(path: readonly string[]): UpperDir | undefined {
    let dir = this.root;
    for (const name of path) {
      if (name === '..') return undefined;
      const node = dir.entries.get(name) ?? this.addDir(dir, name);
      if (node.kind !== 'dir') return undefined;
      dir = node;
    }
    return dir;
  }

  private linkedDirAt(path: readonly string[], entry: TarEntry, isMaking: boolean): UpperDir {
    const stack: UpperDir[] = [this.root];
    const todo = path.map((name) => ({ name, isMaking })).reverse();
    let links = 0;
    for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
      const { name } = step;
      if (name === '..') {
        if (stack.length > 1) stack.pop();
        continue;
      }
      if (stack.length >= MAX_DEPTH) throw new LayerError('layer.entry', entry, 'ENAMETOOLONG');
      const dir = stack.at(-1) ?? this.root;
      const node = dir.entries.get(name) ?? (step.isMaking ? this.addDir(dir, name) : undefined);
      if (node === undefined) throw new LayerError('layer.entry', entry, 'ENOENT');
      if (node.kind === 'dir') stack.push(node);
      else if (node.entry.type !== 'symlink') throw new LayerError('layer.entry', entry, 'ENOTDIR');
      else {
        links += 1;
        if (links > MAX_LINKS) throw new LayerError('layer.entry', entry, 'ELOOP');
        const target = node.entry.linkname;
        if (target.startsWith('/')) stack.length = 1;
        for (const part of partsOf(target).reverse()) todo.push({ name: part, isMaking: false });
      }
    }
    return stack.at(-1) ?? this.root;
  }

  private addDir(dir: UpperDir, name: string): UpperDir {
    const made = this.newDir();
    dir.entries.set(name, made);
    return made;
  }

  private linked(entry: TarEntry): UpperLeaf {
    const { path } = confine(entry.linkname);
    if (path.some(isTooLong)) throw new LayerError('layer.entry', entry, 'ENAMETOOLONG');
    const name = path.pop();
    const target = name === undefined ? this.root : this.dirAt(path, entry, false).entries.get(name);
    if (target === undefined) throw new LayerError('layer.entry', entry, 'ENOENT');
    if (target.kind === 'dir') throw new LayerError('layer.entry', entry, 'EPERM');
    // The link's own header speaks for the inode from here on, as docker's chown and chmod of the new name do.
    target.meta = { ...target.meta, ...metaOf(entry) };
    return target;
  }

  private newDir(): UpperDir {
    const meta = { mode: 0o755, uid: 0, gid: 0, mtime: this.mtime };
    return { kind: 'dir', meta, entries: new Map(), whiteouts: new Set(), opaque: false };
  }
}

/** @returns false for an entry that hides nothing but is something */
function mark(dir: UpperDir, name: string, entry: TarEntry): boolean {
  if (name === OPAQUE_MARKER) dir.opaque = true;
  else if (name.startsWith(WHITEOUT_PREFIX) && !name.startsWith(META_PREFIX)) addWhiteout(dir, name, entry);
  else if (isWhiteoutDevice(entry)) hideByDevice(dir, name);
  else return false;
  return true;
}

function addWhiteout(dir: UpperDir, name: string, entry: TarEntry): void {
  const hidden = name.slice(WHITEOUT_PREFIX.length);
  if (hidden === '' || hidden === '.' || hidden === '..') throw new LayerError('layer.badWhiteout', entry);
  dir.whiteouts.add(hidden);
}

/** What overlay keeps a whiteout as on its disk; it takes one for the other. */
function hideByDevice(dir: UpperDir, name: string): void {
  const old = dir.entries.get(name);
  if (old !== undefined) forget(old);
  dir.entries.delete(name);
  dir.whiteouts.add(name);
}

/** Of what the kernel limits. */
function checkSizes(entry: TarEntry): void {
  if (entry.type === 'symlink' && entry.linkname === '') throw new LayerError('layer.entry', entry, 'ENOENT');
  if (entry.type === 'symlink' && utf8Length(entry.linkname) >= MAX_PATH)
    throw new LayerError('layer.entry', entry, 'ENAMETOOLONG');
  for (const value of entry.xattrs.values()) if (value.length > MAX_ATTRIBUTE) throw new LayerError('layer.attribute', entry);
}

function putLeaf(dir: UpperDir, name: string, leaf: UpperLeaf): void {
  leaf.names += 1;
  replace(dir, name, leaf);
}

/** Through a link one place can have two names in the tar; the later entry wins. */
function replace(dir: UpperDir, name: string, node: UpperNode): void {
  const old = dir.entries.get(name);
  if (old !== undefined) forget(old);
  dir.entries.set(name, node);
}

function forget(node: UpperNode): void {
  if (node.kind === 'leaf') node.names -= 1;
  else for (const child of node.entries.values()) forget(child);
}

function leafNode(leaf: UpperLeaf, ino: number): FileNode | SymlinkNode | SpecialNode {
  const { entry, meta } = leaf;
  if (entry.type === 'symlink') return { kind: 'symlink', ino, target: entry.linkname, ...meta, mode: 0o777 };
  if (entry.type === 'fifo' || entry.type === 'char' || entry.type === 'block') {
    return { kind: entry.type, ino, ...unpackedDevice(entry), ...meta };
  }
  const file = { kind: 'file', ino, content: entry.content, nlink: leaf.names, ...meta } as const;
  return leaf.names > 1 ? { ...file, link: ino } : file;
}

function metaOf(entry: TarEntry): Meta {
  const meta = unpackedMeta(entry);
  return entry.xattrs.size > 0 ? { ...meta, xattrs: entry.xattrs } : meta;
}

/**
 * A name as seen by a process whose root is the layer: `..` of the root is the root.
 * @returns its parts, and the name as Go's `filepath.Clean` leaves it, which keeps `/x`, `../x` and `x` apart
 */
function confine(name: string): { path: string[]; cleaned: string } {
  const path: string[] = [];
  let above = 0;
  for (const part of partsOf(name)) {
    if (part !== '..') path.push(part);
    else if (path.pop() === undefined) above += 1;
  }
  return { path, cleaned: (name.startsWith('/') ? '/' : '../'.repeat(above)) + path.join('/') };
}

function isTooLong(part: string): boolean {
  return isLonger(part, MAX_NAME);
}

/** Than so many bytes; a unit of UTF-16 is three at most, so that few have to be counted. */
function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && utf8Length(text) > bytes);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
