/**
 * Sizes as docker counts them (moby's `directory.Size` of a layer's own folder): the bytes of regular files, a hard-linked one once,
 * and the length of each symlink's target. Folders, whiteouts, devices and pipes are 0.
 */
import { utf8Length } from '../bytes/utf8.ts';
import type { Node, Tree } from '../fs/node.ts';
import type { TarEntry } from '../tar/entry.ts';
import { upperChanges } from './diff-trees.ts';

/** What an entry of its tar adds to a layer. */
export function addedSize({ type, linkname, content }: TarEntry): number {
  return type === 'symlink' ? utf8Length(linkname) : type === 'file' ? content.size : 0;
}

/** By the tree that was written to: a container is asked for it with every look at the machine. */
const writableSizes = new WeakMap<Tree, { readonly base: Tree; readonly size: number }>();

/** Of a container's writable layer: everything in `tree` that is not `base`'s own, the SIZE of `docker ps -s`. */
export function writableSize(base: Tree, tree: Tree): number {
  const known = writableSizes.get(tree);
  if (known?.base === base) return known.size;
  const size = countWritable(base, tree);
  writableSizes.set(tree, { base, size });
  return size;
}

/** What is known of trees that are not here (`fs/absent-tree.ts`). */
export function knowWritableSize(base: Tree, tree: Tree, size: number): void {
  writableSizes.set(tree, { base, size });
}

function countWritable(base: Tree, tree: Tree): number {
  let size = 0;
  const counted = new Set<number>();
  for (const { node } of upperChanges(base, tree)) {
    if (node?.kind === 'file' && node.link !== undefined) {
      if (counted.has(node.link)) continue;
      counted.add(node.link);
    }
    size += node === undefined ? 0 : nodeSize(node);
  }
  return size;
}

/** Of a whole tree, as a single layer of it would have. */
export function treeSize(tree: Tree): number {
  return countWritable({ root: { ...tree.root, entries: new Map() }, nextIno: tree.nextIno }, tree);
}

function nodeSize(node: Node): number {
  return node.kind === 'file' ? node.content.size : node.kind === 'symlink' ? utf8Length(node.target) : 0;
}
