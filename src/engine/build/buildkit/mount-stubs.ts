/**
 * What a step's mounts were laid over (moby/buildkit executor/stubs.go): a file that was made only to mount on is taken away after the
 * step if it is empty; the folders on the way to it stay, and so does a folder that was mounted on.
 */
import { findNode } from '../../fs/lookup.ts';
import type { Tree } from '../../fs/node.ts';
import { removeNode } from '../../fs/remove.ts';

/** @param now seconds since 1970, for the folders that the files are taken from */
export function withoutMountStubs(after: Tree, before: Tree, targets: readonly string[], now: number): Tree {
  let tree = after;
  for (const target of targets) {
    const node = findNode(before, target) === undefined ? findNode(tree, target) : undefined;
    if (node?.kind === 'file' && node.content.size === 0) tree = removeNode(tree, target, { mtime: now });
  }
  return tree;
}
