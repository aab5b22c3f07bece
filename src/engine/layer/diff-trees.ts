/**
 * What changed from one tree to another, as docker sees it, in two ways that differ:
 *
 * `docker diff` compares what files look like (moby's `archive.ChangesDirs`: mode, owner, device number, and for what is no folder
 * size and mtime). A file that was copied up but looks the same gives no line, nor does a folder in which something was made and
 * removed again; each folder above a change is `C`.
 *
 * A commit takes what lies in the container's upper directory (overlay2's native diff): every node that is not the base's own, so also
 * a file that was only opened for writing, and `/data` after `touch /data/t; rm /data/t`.
 *
 * Both go through the nodes that are not shared only: what was not touched costs nothing.
 */
import { compareText, utf8Length } from '../bytes/utf8.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';

export interface Change {
  readonly kind: 'A' | 'C' | 'D';
  /** absolute; never `/` */
  readonly path: string;
  /** what stands there now; absent for D */
  readonly node?: Node;
  /** seconds since 1970, for D: when the folder around it last changed */
  readonly mtime?: number;
  /** a folder that hides everything below it, because something stood there before: removed and made again, or in a file's place */
  readonly opaque?: boolean;
}

const SECURITY_CAPABILITY = 'security.capability';

/** The lines of `docker diff`, folders before what they hold, names in byte order. */
export function diffTrees(base: Tree, tree: Tree): Change[] {
  const changes: Change[] = [];
  addLookChanges('', base.root, tree.root, changes);
  return changes;
}

/** @returns whether something in the folder changed */
function addLookChanges(path: string, old: DirNode | undefined, dir: DirNode, changes: Change[]): boolean {
  const before = changes.length;
  if (old === dir) return false;
  for (const name of unionOfNames(old, dir)) {
    const was = old?.entries.get(name);
    const node = dir.entries.get(name);
    if (node === was) continue;
    const here = `${path}/${name}`;
    if (node === undefined) changes.push({ kind: 'D', path: here, mtime: dir.mtime });
    else if (was === undefined) addNew(here, node, changes);
    else addCompared(here, was, node, changes);
  }
  return changes.length > before;
}

function addNew(path: string, node: Node, changes: Change[]): void {
  changes.push({ kind: 'A', path, node });
  if (node.kind === 'dir') addLookChanges(path, undefined, node, changes);
}

function addCompared(path: string, was: Node, node: Node, changes: Change[]): void {
  const at = changes.length;
  const isChanged = looksDifferent(was, node);
  const change: Change = isOpaque(was, node) ? { kind: 'C', path, node, opaque: true } : { kind: 'C', path, node };
  const old = was.kind === 'dir' ? was : undefined;
  const isInside = node.kind === 'dir' && addLookChanges(path, old, node, changes);
  if (isChanged || isInside) changes.splice(at, 0, change);
}

function looksDifferent(was: Node, node: Node): boolean {
  if (was.kind !== node.kind || was.mode !== node.mode || was.uid !== node.uid || was.gid !== node.gid) return true;
  if (!sameBytes(was.xattrs?.get(SECURITY_CAPABILITY), node.xattrs?.get(SECURITY_CAPABILITY))) return true;
  if (node.kind === 'dir') return false;
  return !isSameTime(was.mtime, node.mtime) || sizeOf(was) !== sizeOf(node) || deviceOf(was) !== deviceOf(node);
}

/** Times from a tar have whole seconds: one without a fraction is the same as any within its second (moby's `sameFsTime`). */
function isSameTime(a: number, b: number): boolean {
  return a === b || (Math.floor(a) === Math.floor(b) && (Number.isInteger(a) || Number.isInteger(b)));
}

function sizeOf(node: Node): number {
  return node.kind === 'file' ? node.content.size : node.kind === 'symlink' ? utf8Length(node.target) : 0;
}

function deviceOf(node: Node): string {
  return node.kind === 'char' || node.kind === 'block' ? `${node.major}:${node.minor}` : '';
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** What the upper directory holds, in the order of a walk through it: the changes of which `layerEntries` makes a layer. */
export function upperChanges(base: Tree, tree: Tree): Change[] {
  const changes: Change[] = [];
  addUpper('', base.root, tree.root, changes);
  return changes;
}

/** @param old what the lower layers show there; undefined inside a folder that hides it */
function addUpper(path: string, old: DirNode | undefined, dir: DirNode, changes: Change[]): void {
  if (old === dir) return;
  for (const name of unionOfNames(old, dir)) {
    const was = old?.entries.get(name);
    const node = dir.entries.get(name);
    if (node === was) continue;
    const here = `${path}/${name}`;
    if (node === undefined) {
      changes.push({ kind: 'D', path: here, mtime: dir.mtime });
      continue;
    }
    const hides = was !== undefined && isOpaque(was, node);
    const kind = was === undefined ? 'A' : 'C';
    changes.push(hides ? { kind, path: here, node, opaque: true } : { kind, path: here, node });
    if (node.kind === 'dir') addUpper(here, was?.kind === 'dir' && !hides ? was : undefined, node, changes);
  }
}

/** A folder made where something stood: overlay marks it, whatever it was. */
function isOpaque(was: Node, node: Node): boolean {
  return node.kind === 'dir' && (was.kind !== 'dir' || was.ino !== node.ino);
}

function unionOfNames(old: DirNode | undefined, dir: DirNode): string[] {
  if (old === undefined) return [...dir.entries.keys()].sort(compareText);
  const names: string[] = [];
  for (const [name, node] of dir.entries) if (old.entries.get(name) !== node) names.push(name);
  for (const name of old.entries.keys()) if (!dir.entries.has(name)) names.push(name);
  return names.sort(compareText);
}
