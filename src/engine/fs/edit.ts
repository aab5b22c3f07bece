/**
 * How a changed tree is made out of the old one: new nodes along one path, everything else shared.
 *
 * In a container (`base` given) a node that is the base's own object belongs to a lower layer. Changing it copies it up, and
 * overlay copies one *name*: a hard link to a lower file is broken, the other names keep content and link count (SEMANTICS section 5:
 * `/data/hard` keeps 2 links while `/data/a.txt` is a new file with 1).
 */
import { FsError } from './errno.ts';
import { findExact } from './lookup.ts';
import type { Credentials, DirNode, FileNode, Node, Tree } from './node.ts';
import { mayAccess } from './permissions.ts';
import { type Place, placePath } from './resolve.ts';

export interface ChangeOptions {
  readonly cwd?: string | undefined;
  readonly who?: Credentials | undefined;
  /** seconds since 1970: the moment of the change, for what is made and for the folder around it */
  readonly mtime: number;
  /** what the tree was made from, where that is a stack of lower layers */
  readonly base?: Tree | undefined;
  /** the file system is mounted read-only: every change that would succeed ends in EROFS */
  readonly readOnly?: boolean | undefined;
}

export interface NewNodeOptions extends ChangeOptions {
  /** already without the umask's bits */
  readonly mode?: number | undefined;
  /** `who`'s, or 0, when left out */
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

const SETGID = 0o2000;

/** The folder that holds the place's entry. The root has none. */
export function parentOf(place: Place, path: string): DirNode {
  const dir = place.steps.at(-1)?.dir;
  if (dir === undefined) throw new FsError('EBUSY', path);
  return dir;
}

/** @throws FsError EACCES, EROFS */
export function checkDirChange(dir: DirNode, path: string, options: ChangeOptions): void {
  if (options.readOnly === true) throw new FsError('EROFS', path);
  if (!mayAccess(dir, options.who, 'write') || !mayAccess(dir, options.who, 'execute')) throw new FsError('EACCES', path);
}

/** Mode and owner of something made in `dir`, which passes its group on where it has the setgid bit. */
export function newMeta(dir: DirNode, kind: Node['kind'], options: NewNodeOptions, defaultMode: number) {
  const inherits = (dir.mode & SETGID) !== 0;
  const mode = (options.mode ?? defaultMode) & 0o7777;
  return {
    mode: inherits && kind === 'dir' ? mode | SETGID : mode,
    uid: options.uid ?? options.who?.uid ?? 0,
    gid: options.gid ?? (inherits ? dir.gid : (options.who?.gid ?? 0)),
    mtime: options.mtime,
  };
}

/** Puts `node` under the place's name (or takes the name away) in a folder that gets the new mtime. */
export function setEntry(tree: Tree, place: Place, node: Node | undefined, mtime: number): Tree {
  const parent = place.steps.at(-1);
  if (parent === undefined) throw new FsError('EBUSY', placePath(place));
  const entries = new Map(parent.dir.entries);
  if (node === undefined) entries.delete(place.name);
  else entries.set(place.name, node);
  return rebuild(tree, place.steps, { ...parent.dir, entries, mtime });
}

/** Puts another node in an existing one's place; the folder around it was not touched. */
export function replaceNode(tree: Tree, place: Place, node: Node): Tree {
  const parent = place.steps.at(-1);
  if (parent === undefined) return node.kind === 'dir' ? { ...tree, root: node } : tree;
  return rebuild(tree, place.steps, { ...parent.dir, entries: new Map(parent.dir.entries).set(place.name, node) });
}

/** Whether the node is the base's own, so that a change has to copy it up. */
export function isLower(base: Tree | undefined, place: Pick<Place, 'steps' | 'name'>, node: Node): boolean {
  return base !== undefined && findExact(base.root, placePath(place)) === node;
}

/** Changes a file's node under this name and, unless that name has to be copied up, under its other names. */
export function replaceFile(tree: Tree, place: Place, old: FileNode, node: FileNode, base: Tree | undefined): Tree {
  if (old.link === undefined) return replaceNode(tree, place, node);
  if (isLower(base, place, old)) return replaceNode({ ...tree, nextIno: tree.nextIno + 1 }, place, detached(node, tree.nextIno));
  return mapLinks(tree, new Set([old.link]), base, () => node);
}

/** By link number, how many names of it the node and everything below it are, as a loss. */
export function lostLinks(node: Node, lost = new Map<number, number>()): ReadonlyMap<number, number> {
  if (node.kind === 'dir') for (const entry of node.entries.values()) lostLinks(entry, lost);
  else if (node.kind === 'file' && node.link !== undefined) lost.set(node.link, (lost.get(node.link) ?? 0) - 1);
  return lost;
}

/** Changes the link count of the other names after some were added or taken away; those of a lower layer keep theirs. */
export function countLinks(tree: Tree, differences: ReadonlyMap<number, number>, base: Tree | undefined): Tree {
  if (differences.size === 0) return tree;
  return mapLinks(tree, new Set(differences.keys()), base, (node) => {
    const nlink = node.nlink + (node.link === undefined ? 0 : (differences.get(node.link) ?? 0));
    return nlink > 1 ? { ...node, nlink } : detached(node, node.ino);
  });
}

/** The file with one name. */
export function detached(node: FileNode, ino: number): FileNode {
  const { link: _, ...rest } = node;
  return { ...rest, ino, nlink: 1 };
}

function mapLinks(tree: Tree, links: ReadonlySet<number>, base: Tree | undefined, change: (node: FileNode) => FileNode): Tree {
  const changed = new Map<FileNode, FileNode>();
  const mapDir = (dir: DirNode, lower: DirNode | undefined): DirNode => {
    let entries: Map<string, Node> | undefined;
    for (const [name, node] of dir.entries) {
      const below = lower?.entries.get(name);
      if (node === below) continue;
      let next: Node = node;
      if (node.kind === 'dir') next = mapDir(node, below?.kind === 'dir' ? below : undefined);
      else if (node.kind === 'file' && node.link !== undefined && links.has(node.link)) {
        next = changed.get(node) ?? change(node);
        changed.set(node, next);
      }
      if (next === node) continue;
      entries ??= new Map(dir.entries);
      entries.set(name, next);
    }
    return entries === undefined ? dir : { ...dir, entries };
  };
  const root = mapDir(tree.root, base?.root);
  return root === tree.root ? tree : { ...tree, root };
}

function rebuild(tree: Tree, steps: Place['steps'], changed: DirNode): Tree {
  let node = changed;
  for (let i = steps.length - 1; i > 0; i--) {
    const name = steps[i]?.name;
    const above = steps[i - 1]?.dir;
    if (name === undefined || above === undefined) break;
    node = { ...above, entries: new Map(above.entries).set(name, node) };
  }
  return { ...tree, root: node };
}
