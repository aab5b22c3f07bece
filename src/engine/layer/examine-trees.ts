/**
 * Every file that a layer, or a container's writable layer, adds, changes or hides, with the bytes of the layers below that go out of
 * sight by it. A whiteout comes as what it hides: the folder that was removed and, in it, all that went with it.
 *
 * Example: below lies `/data` with `a` (5 bytes) and `b` (7 bytes). After `rm -r /data && mkdir /data && echo hi > /data/a` the folder is
 * opaque, `/data/a` is a change that hides 5 bytes, and `/data/b` is gone and was 7.
 */
import { compareText, utf8Length } from '../bytes/utf8.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';

export interface ExaminedFile {
  /** absolute */
  readonly path: string;
  /** Absent for a folder that is as below and only holds something that is not. */
  readonly change?: 'A' | 'C' | 'D';
  /** what stands there now; absent for D */
  readonly node?: Node;
  /** what the layers below show there; absent for A */
  readonly was?: Node;
  /** bytes that it adds: the whole file, however little of it was changed; of a folder the sum of all in it. Hard links count once. */
  readonly size: number;
  /** bytes of lower layers that nobody sees any more above this one; of a folder the sum of all in it */
  readonly hidden: number;
  /** a folder that hides everything that the layers below have in it */
  readonly opaque?: true;
  /** It is gone only because a folder around it is. */
  readonly inside?: true;
}

interface Draft {
  path: string;
  change?: 'A' | 'C' | 'D';
  node?: Node;
  was?: Node;
  size: number;
  hidden: number;
  opaque?: true;
  inside?: true;
}

/** A folder before what it holds, names in byte order. */
export function examineTrees(base: Tree, tree: Tree): ExaminedFile[] {
  const files: Draft[] = [];
  addFolder('', base.root, tree.root, 'merged', files);
  measure(files);
  return files;
}

/** `gone`: a folder around it was removed. `fresh`: a folder around it is opaque, so nothing in it comes from below. */
type Place = 'merged' | 'gone' | 'fresh';

function addFolder(path: string, old: DirNode | undefined, dir: DirNode | undefined, place: Place, files: Draft[]): void {
  for (const name of unionOfNames(old, dir)) {
    const was = old?.entries.get(name);
    const node = dir?.entries.get(name);
    if (was === node && place === 'merged') continue;
    addNode(`${path}/${name}`, was, node, place, files);
  }
}

function addNode(path: string, was: Node | undefined, node: Node | undefined, place: Place, files: Draft[]): void {
  const file: Draft = { path, size: 0, hidden: 0 };
  const at = files.push(file);
  const oldDir = was?.kind === 'dir' ? was : undefined;
  if (was !== undefined) file.was = was;
  if (node === undefined) {
    file.change = 'D';
    if (place !== 'merged') file.inside = true;
    if (oldDir !== undefined) addFolder(path, oldDir, undefined, 'gone', files);
    return;
  }
  file.node = node;
  if (was === undefined) file.change = 'A';
  if (node.kind !== 'dir') {
    file.change ??= 'C';
    if (oldDir !== undefined) addFolder(path, oldDir, undefined, 'gone', files);
    return;
  }
  const hides = was !== undefined && (was.kind !== 'dir' || was.ino !== node.ino);
  if (hides) file.opaque = true;
  addFolder(path, oldDir, node, hides || place === 'fresh' ? 'fresh' : 'merged', files);
  const isOnlyAround = oldDir !== undefined && !hides && hasSameMeta(oldDir, node) && files.length > at;
  if (!isOnlyAround) file.change ??= 'C';
}

function hasSameMeta(was: DirNode, node: DirNode): boolean {
  return was.mode === node.mode && was.uid === node.uid && was.gid === node.gid;
}

function unionOfNames(old: DirNode | undefined, dir: DirNode | undefined): string[] {
  return [...new Set([...(old?.entries.keys() ?? []), ...(dir?.entries.keys() ?? [])])].sort(compareText);
}

/** Fills in `size` and `hidden`: first of each file, then of the folders around them. */
function measure(files: readonly Draft[]): void {
  const hiddenNames = countHiddenNames(files);
  const counted = new Set<number>();
  const countedBelow = new Set<number>();
  const around: Draft[] = [];
  for (const file of files) {
    while (around.length > 0 && !file.path.startsWith(`${around.at(-1)?.path}/`)) around.pop();
    file.size = file.node === undefined ? 0 : sizeOnce(file.node, counted);
    file.hidden = hiddenBytes(file, hiddenNames, countedBelow);
    for (const folder of around) {
      folder.size += file.size;
      folder.hidden += file.hidden;
    }
    if (file.node?.kind === 'dir' || file.was?.kind === 'dir') around.push(file);
  }
}

/** Bytes of a file with several names are out of sight only when all of its names are. */
function countHiddenNames(files: readonly Draft[]): ReadonlyMap<number, number> {
  const names = new Map<number, number>();
  for (const { was } of files) {
    if (was?.kind === 'file' && was.link !== undefined) names.set(was.link, (names.get(was.link) ?? 0) + 1);
  }
  return names;
}

function hiddenBytes({ was, node }: Draft, hiddenNames: ReadonlyMap<number, number>, counted: Set<number>): number {
  if (was === undefined || was === node) return 0;
  const isSeen = was.kind === 'file' && was.link !== undefined && (hiddenNames.get(was.link) ?? 0) < was.nlink;
  return isSeen ? 0 : sizeOnce(was, counted);
}

function sizeOnce(node: Node, counted: Set<number>): number {
  if (node.kind === 'file' && node.link !== undefined) {
    if (counted.has(node.link)) return 0;
    counted.add(node.link);
  }
  return sizeOf(node);
}

function sizeOf(node: Node): number {
  return node.kind === 'file' ? node.content.size : node.kind === 'symlink' ? utf8Length(node.target) : 0;
}
