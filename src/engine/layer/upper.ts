/** The folder of its own into which a layer's tar is unpacked (`apply-layer.ts`), entry by entry, as they come. */
import { utf8Length } from '../bytes/utf8.ts';
import type { DirNode, FileNode, Meta, Node, SpecialNode, SymlinkNode, Tree } from '../fs/node.ts';
import type { TarEntry } from '../tar/entry.ts';
import { confine, isLonger, isTooLong, MAX_NAME, MAX_PATH, partsOf } from './entry-path.ts';
import { LayerError } from './layer-error.ts';
import { isWhiteoutDevice, MAX_ATTRIBUTE, unpackedDevice, unpackedMeta } from './unpacked-meta.ts';

export const WHITEOUT_PREFIX = '.wh.';
export const OPAQUE_MARKER = '.wh..wh..opq';
/** Names that AUFS kept for itself; they are never seen. */
const META_PREFIX = '.wh..wh.';

interface UpperDir {
  readonly kind: 'dir';
  /** absent where the tar does not list it */
  meta?: Meta;
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
const MAX_DEPTH = 2048;

export class Upper {
  private readonly root = newDir();
  private readonly isLayer: boolean;
  private readonly seen = new Set<string>();
  private nextIno = 0;
  /** of a folder that the tar does not list */
  private unlisted: Meta = { mode: 0o755, uid: 0, gid: 0, mtime: 0 };

  /** @param isLayer false for a tar that is none: names of whiteouts are names there, and the later of two entries wins */
  constructor(isLayer = true) {
    this.isLayer = isLayer;
  }

  /** @throws LayerError */
  unpack(entry: TarEntry): void {
    const { path, cleaned } = confine(entry.name);
    if (this.isLayer && this.seen.has(cleaned)) throw new LayerError('layer.duplicatePath', entry);
    if (this.isLayer) this.seen.add(cleaned);
    if (isLonger(cleaned, MAX_NAME) && (path.some(isTooLong) || isLonger(cleaned, MAX_PATH - 1)))
      throw new LayerError('layer.entry', entry, 'ENAMETOOLONG');
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

  /**
   * Laid over the layers below; once only.
   * @param mtime of folders that the tar does not list, seconds since 1970
   */
  over(parent: Tree, mtime: number): Tree {
    this.nextIno = parent.nextIno;
    this.unlisted = { ...this.unlisted, mtime };
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
    return { kind: 'dir', ino: below?.ino ?? this.nextIno++, ...(upper.meta ?? this.unlisted), ...merged, entries };
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
    const made = newDir();
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
      const node = dir.entries.get(name) ?? addDir(dir, name);
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
      const node = dir.entries.get(name) ?? (step.isMaking ? addDir(dir, name) : undefined);
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
}

function newDir(): UpperDir {
  return { kind: 'dir', entries: new Map(), whiteouts: new Set(), opaque: false };
}

function addDir(dir: UpperDir, name: string): UpperDir {
  const made = newDir();
  dir.entries.set(name, made);
  return made;
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
  const { mode, uid, gid, mtime, xattrs } = meta;
  const file = { kind: 'file', ino, content: entry.content, nlink: leaf.names, mode, uid, gid, mtime } as const;
  if (xattrs === undefined && leaf.names === 1) return file;
  return { ...file, ...(xattrs === undefined ? {} : { xattrs }), ...(leaf.names > 1 ? { link: ino } : {}) };
}

function metaOf(entry: TarEntry): Meta {
  const meta = unpackedMeta(entry);
  return entry.xattrs.size > 0 ? { ...meta, xattrs: entry.xattrs } : meta;
}
