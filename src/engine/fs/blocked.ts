import { findNode, lookup } from './lookup.ts';
import type { Tree } from './node.ts';

/** The first part of an absolute path that a file stands in the way of, with the links before it followed; as docker walks through a container. */
export function findBlocked(tree: Tree, path: string): string | undefined {
  const names = path.split('/').filter(Boolean);
  for (let count = 1; count < names.length; count += 1) {
    const before = `/${names.slice(0, count).join('/')}`;
    const node = findNode(tree, before);
    if (node === undefined) return undefined;
    if (node.kind !== 'dir') return `${lookup(tree, before).path}/${names[count]}`;
  }
  return undefined;
}
