/**
 * Mounting by grafting. While processes run, the tree they see has the mounted trees' nodes in the place of the mount points;
 * afterwards `ungraft` takes them apart again, and what lies below the mount points is what it was, node by node: a volume is
 * never part of a layer (SEMANTICS section 5).
 */

import { EMPTY } from '../../bytes/content.ts';
import { changeEntries } from '../../fs/entries.ts';
import { FsError } from '../../fs/errno.ts';
import { findExact, lookup } from '../../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../../fs/node.ts';
import { makeDir, writeFile } from '../../fs/write.ts';
import type { Border } from './files.ts';
import { type Share, shareBetween } from './shared-places.ts';
import type { FileSystemKind } from './system.ts';

export interface MountedTree {
  /** absolute */
  readonly target: string;
  readonly tree: Tree;
  /** the name of the one file in `tree`'s root that is laid over a file; without it the root is laid over a folder */
  readonly file?: string | undefined;
  readonly readOnly: boolean;
  /** two mounts of one source show the same thing */
  readonly source?: string | undefined;
  /** it is known to hold no hard links */
  readonly linkless?: true | undefined;
  /** what keeps its files, where it is no disk */
  readonly kind?: FileSystemKind | undefined;
}

export interface Grafted {
  /** what the processes see */
  readonly tree: Tree;
  readonly borders: readonly Border[];
  /** where one source stands at several places */
  readonly share?: Share | undefined;
  /** The tree below again, and each mounted tree in the order they were given. */
  ungraft(now: Tree): { readonly tree: Tree; readonly mounts: readonly Tree[] };
}

/** Mount points that are missing are made (and stay, as with docker). @throws FsError where a mount point cannot be made */
export function graft(
  below: Tree,
  mounts: readonly MountedTree[],
  options: { readonly mtime: number; readonly rootReadOnly: boolean },
): Grafted {
  const { withPoints, pointed, order } = makePoints(below, mounts, options.mtime);
  let nextIno = Math.max(withPoints.nextIno, ...pointed.map(({ nextIno: next }) => next));
  const bySource = new Map<string, { readonly node: Node; readonly places: string[] }>();
  const copied: CopiedFolders = new Map();
  let root = withPoints.root;
  const layers: { readonly path: string; readonly index: number; readonly hidden: Node; readonly laid: Node }[] = [];
  for (const { mount, index, path } of order) {
    const hidden = findExact(root, path);
    const tree = pointed[index] ?? mount.tree;
    const source = mount.file === undefined ? tree.root : tree.root.entries.get(mount.file);
    if (hidden === undefined || source === undefined) throw new FsError('ENOENT', mount.target);
    const known = mount.source === undefined ? undefined : bySource.get(mount.source);
    known?.places.push(path);
    const fresh =
      known !== undefined
        ? { node: known.node, nextIno }
        : mount.linkless === true
          ? { node: source, nextIno }
          : renumberLinks(source, nextIno);
    nextIno = fresh.nextIno;
    if (mount.source !== undefined && known === undefined) bySource.set(mount.source, { node: fresh.node, places: [path] });
    root = put(root, path, fresh.node, copied);
    layers.push({ path, index, hidden, laid: fresh.node });
  }
  const shared = [...bySource.values()].map(({ places }) => places).filter(({ length }) => length > 1);
  return {
    tree: { root, nextIno },
    ...(shared.length === 0 ? {} : { share: shareBetween(shared) }),
    borders: [
      { target: '/', readOnly: options.rootReadOnly },
      ...order.map(({ mount, path }) => ({ target: path, readOnly: mount.readOnly, kind: mount.kind })),
    ],
    ungraft: (now) => {
      const trees = [...pointed];
      if (now.root === root) return { tree: withPoints, mounts: trees };
      const restored: CopiedFolders = new Map();
      let rest = now.root;
      for (const { path, index, hidden, laid } of [...layers].reverse()) {
        const mount = mounts[index];
        const found = findExact(rest, path);
        if (mount !== undefined && found !== undefined && found !== laid) trees[index] = mountedTree(mount, found, now.nextIno);
        rest = restore(rest, path, hidden, restored);
      }
      rest = settle(rest, withPoints.root);
      return { tree: { root: rest, nextIno: Math.max(now.nextIno, withPoints.nextIno) }, mounts: trees };
    },
  };
}

interface Points {
  readonly withPoints: Tree;
  /** the mounted trees, with what is mounted inside them in its place */
  readonly pointed: readonly Tree[];
  /** outer mounts first; `path` is where it really stands */
  readonly order: readonly { readonly mount: MountedTree; readonly index: number; readonly path: string }[];
}

/** A mount point lies in the tree below, or in what is mounted around it: a volume over /etc gets docker's three files. */
function makePoints(below: Tree, mounts: readonly MountedTree[], mtime: number): Points {
  let withPoints = below;
  const pointed = mounts.map(({ tree }) => tree);
  const order: { readonly mount: MountedTree; readonly index: number; readonly path: string }[] = [];
  const outerFirst = mounts.map((mount, index) => ({ mount, index, path: mount.target }));
  sortByLength(outerFirst);
  for (const { mount, index } of outerFirst) {
    const outer = order.findLast(({ mount: { file }, path }) => file === undefined && isInside(mount.target, path));
    const tree = outer === undefined ? withPoints : (pointed[outer.index] ?? outer.mount.tree);
    const inside = outer === undefined ? mount : { ...mount, target: mount.target.slice(outer.path.length) };
    const point = makePoint(tree, inside, mtime);
    if (outer === undefined) withPoints = point.tree;
    else pointed[outer.index] = point.tree;
    order.push({ mount, index, path: `${outer?.path ?? ''}${point.path}` });
  }
  sortByLength(order);
  return { withPoints, pointed, order };
}

function isInside(path: string, folder: string): boolean {
  return path[folder.length] === '/' && path.startsWith(folder);
}

/** They mostly come so, and a sort costs more than a look. */
function sortByLength(list: { readonly path: string }[]): void {
  const isSorted = list.every(({ path }, at) => path.length >= (list[at - 1]?.path.length ?? 0));
  if (!isSorted) list.sort((a, b) => a.path.length - b.path.length);
}

/** The tree with it, and where it really stands. */
function makePoint(tree: Tree, mount: MountedTree, mtime: number): { readonly tree: Tree; readonly path: string } {
  try {
    const { node, path } = lookup(tree, mount.target);
    const wantsDir = mount.file === undefined;
    if ((node.kind === 'dir') !== wantsDir) throw new FsError('ENOTDIR', mount.target);
    return { tree, path };
  } catch (error) {
    if (!(error instanceof FsError) || error.code !== 'ENOENT') throw error;
  }
  const made = addPoint(tree, mount, mtime);
  return { tree: made, path: lookup(made, mount.target).path };
}

function addPoint(tree: Tree, mount: MountedTree, mtime: number): Tree {
  if (mount.file === undefined) return makeDir(tree, mount.target, { parents: true, mtime });
  const folder = mount.target.replace(/\/[^/]*$/, '') || '/';
  return writeFile(makeDir(tree, folder, { parents: true, mtime }), mount.target, EMPTY, { mtime });
}

function mountedTree(mount: MountedTree, node: Node, nextIno: number): Tree {
  if (mount.file === undefined) return node.kind === 'dir' ? { root: node, nextIno } : mount.tree;
  return { root: { ...mount.tree.root, entries: new Map(mount.tree.root.entries).set(mount.file, node) }, nextIno };
}

/** Hard links of two file systems must not be taken for one another: what comes in gets numbers of its own. */
function renumberLinks(node: Node, nextIno: number): { readonly node: Node; readonly nextIno: number } {
  if (linkless.has(node)) return { node, nextIno };
  const fresh = new Map<number, number>();
  let next = nextIno;
  const walk = (old: Node): Node => {
    if (old.kind === 'file') {
      if (old.link === undefined) return old;
      const link = fresh.get(old.link) ?? next++;
      fresh.set(old.link, link);
      return { ...old, link };
    }
    if (old.kind !== 'dir') return old;
    let entries: Map<string, Node> | undefined;
    for (const [name, entry] of old.entries) {
      const changed = walk(entry);
      if (changed === entry) continue;
      entries ??= new Map(old.entries);
      entries.set(name, changed);
    }
    return entries === undefined ? old : { ...old, entries };
  };
  const renumbered = walk(node);
  if (renumbered === node) linkless.add(node);
  return { node: renumbered, nextIno: next };
}

/** Trees that were looked through before and hold no hard links: the system's own, mostly. */
const linkless = new WeakSet<Node>();

/** Folders that were made for the tree at hand alone, with what was changed in each: the next mount in one is one change more. */
type CopiedFolders = Map<DirNode, Map<string, Node>>;

/** @param path something stands there */
function put(root: DirNode, path: string, node: Node, copied: CopiedFolders): DirNode {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (name === '') return node.kind === 'dir' ? node : root;
  const parent = slash <= 0 ? root : findExact(root, path.slice(0, slash));
  if (parent?.kind !== 'dir') throw new FsError('ENOENT', path);
  const earlier = copied.get(parent);
  if (earlier !== undefined) {
    earlier.set(name, node);
    return root;
  }
  const { entries, changed: changes } = changeEntries(parent.entries);
  changes.set(name, node);
  const changed: DirNode = { ...parent, entries };
  copied.set(changed, changes);
  return slash <= 0 ? changed : put(root, path.slice(0, slash), changed, copied);
}

/** Puts back what was hidden, where its folder still stands. */
function restore(root: DirNode, path: string, hidden: Node, copied: CopiedFolders): DirNode {
  return findExact(root, path) === undefined ? root : put(root, path, hidden, copied);
}

/** Folders that are different objects only because something was mounted below them become the old objects again. */
function settle(now: DirNode, before: DirNode): DirNode {
  if (now === before) return before;
  let entries: Map<string, Node> | undefined;
  let isSame = now.entries.size === before.entries.size && hasSameMeta(now, before);
  for (const [name, node] of now.entries) {
    const old = before.entries.get(name);
    const settled = node.kind === 'dir' && old?.kind === 'dir' && old.ino === node.ino ? settle(node, old) : node;
    if (settled !== old) isSame = false;
    if (settled === node) continue;
    entries ??= new Map(now.entries);
    entries.set(name, settled);
  }
  if (isSame) return before;
  return entries === undefined ? now : { ...now, entries };
}

function hasSameMeta(a: DirNode, b: DirNode): boolean {
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.mtime === b.mtime && a.ino === b.ino && a.xattrs === b.xattrs;
}
