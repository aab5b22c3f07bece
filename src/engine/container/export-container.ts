/**
 * `docker export`: all that the container sees as one tar, layers flattened, with the mount points that docker added and without what
 * is mounted there.
 */
import type { Content } from '../bytes/content.ts';
import type { Tree } from '../fs/node.ts';
import { upperChanges } from '../layer/diff-trees.ts';
import { layerEntries } from '../layer/write-layer.ts';
import type { Container } from '../machine/container.ts';
import type { TarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';

export function exportContainer(container: Container): Content {
  return writeTar(treeEntries(container.tree));
}

/** Everything below the root, as docker packs a folder: names without a slash in front, in the order of a walk. */
export function treeEntries(tree: Tree): TarEntry[] {
  const nothing: Tree = { root: { ...tree.root, entries: new Map() }, nextIno: tree.nextIno };
  return layerEntries(upperChanges(nothing, tree));
}
