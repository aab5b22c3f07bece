/** One volume mounted at several places of a container: what is changed at one of them is changed at the others, too. */
import { findExact } from '../../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../../fs/node.ts';

/** Canonical paths at which the same thing stands. */
export type SharedPlaces = readonly string[];

/** Called with each new tree that processes make; gives the one they see. */
export type Share = (before: Tree, after: Tree) => Tree;

/** @param groups each of two places or more */
export function shareBetween(groups: readonly SharedPlaces[]): Share {
  return (before, after) => groups.reduce((tree, places) => shareOne(places, before, tree), after);
}

function shareOne(places: SharedPlaces, before: Tree, after: Tree): Tree {
  const changed = places.find((place) => findExact(after.root, place) !== findExact(before.root, place));
  const node = changed === undefined ? undefined : findExact(after.root, changed);
  if (node === undefined) return after;
  let { root } = after;
  for (const place of places) if (place !== changed) root = place === '/' ? root : putAt(root, place.split('/').slice(1), node);
  return { ...after, root };
}

function putAt(folder: DirNode, [name = '', ...rest]: readonly string[], node: Node): DirNode {
  const below = folder.entries.get(name);
  if (below === undefined) return folder;
  const next = rest.length === 0 ? node : below.kind === 'dir' ? putAt(below, rest, node) : below;
  return next === below ? folder : { ...folder, entries: new Map(folder.entries).set(name, next) };
}
