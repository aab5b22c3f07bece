/** The learner's files with what his computer has beside them, as the processes of a line see them. */
import type { Node, Tree } from '../fs/node.ts';
import { type Grafted, graft, type MountedTree } from '../shell/kernel/mounts.ts';

interface Known {
  readonly mounts: readonly MountedTree[];
  readonly grafted: Grafted;
  /** what a search of a PATH found */
  readonly programs: Map<string, Node | undefined>;
}

/** Most lines change no file of the host, so the next one finds its tree ready. */
const hosts = new WeakMap<Tree, Known>();

/** @param now milliseconds since 1970 */
export function graftHost(tree: Tree, mounts: readonly MountedTree[], now: number): Grafted {
  const known = hosts.get(tree);
  if (known !== undefined && known.mounts === mounts) return known.grafted;
  const grafted = graft(tree, mounts, { mtime: now / 1000, rootReadOnly: false });
  hosts.set(tree, { mounts, grafted, programs: new Map() });
  return grafted;
}

/**
 * What `find` finds in the tree; it is asked once for each key. Undefined where the tree has not been grafted yet.
 * @param find over the grafted tree
 */
export function findInGrafted(
  tree: Tree,
  mounts: readonly MountedTree[],
  key: string,
  find: (grafted: Tree) => Node | undefined,
): Node | undefined {
  const known = hosts.get(tree);
  if (known === undefined || known.mounts !== mounts) return undefined;
  if (!known.programs.has(key)) known.programs.set(key, find(known.grafted.tree));
  return known.programs.get(key);
}
