import type { Found } from './lookup.ts';
import { lookup } from './lookup.ts';
import type { Tree } from './node.ts';
import { sortedNames } from './resolve.ts';

/**
 * The node at `path` (itself first) and everything below, a folder before what it holds, names in byte order; no link is followed.
 * @throws FsError where nothing stands at `path`
 */
export function* walk(tree: Tree, path = '/'): Generator<Found> {
  const todo: Found[] = [lookup(tree, path, { follow: false })];
  for (let found = todo.pop(); found !== undefined; found = todo.pop()) {
    yield found;
    if (found.node.kind !== 'dir') continue;
    const prefix = found.path === '/' ? '' : found.path;
    for (const name of sortedNames(found.node).reverse()) {
      const node = found.node.entries.get(name);
      if (node !== undefined) todo.push({ path: `${prefix}/${name}`, node });
    }
  }
}
