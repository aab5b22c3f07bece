/** `docker diff`: what a container changed of its image. The mount points that docker adds are no change. */
import { type Change, diffTrees } from '../layer/diff-trees.ts';
import type { Container } from '../machine/container.ts';

export function diffContainer(container: Container): Change[] {
  return [...diffTrees(container.baseTree, container.tree)];
}
