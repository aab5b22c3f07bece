/** The learner's files with what his computer has beside them, as the processes of a line see them. */
import type { Tree } from '../fs/node.ts';
import { type Grafted, graft, type MountedTree } from '../shell/kernel/mounts.ts';

interface Known {
  readonly mounts: readonly MountedTree[];
  readonly grafted: Grafted;
}

/** Most lines change no file of the host, so the next one finds its tree ready. */
const hosts = new WeakMap<Tree, Known>();

/** @param now milliseconds since 1970 */
export function graftHost(tree: Tree, mounts: readonly MountedTree[], now: number): Grafted {
  const known = hosts.get(tree);
  if (known !== undefined && known.mounts === mounts) return known.grafted;
  const grafted = graft(tree, mounts, { mtime: now / 1000, rootReadOnly: false });
  hosts.set(tree, { mounts, grafted });
  return grafted;
}
