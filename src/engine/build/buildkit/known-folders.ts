/**
 * What BuildKit hashes of a context that was sent before: a folder that it has already is given its new mode, but nobody tells the
 * hashes of it (tonistiigi/fsutil DiskWriter), so in keys it keeps the mode that it first came with.
 */
import type { DirNode, Node, Tree } from '../../fs/node.ts';

/** @param old what was kept of the time before, in these modes too */
export function asHashed(tree: Tree, old: Tree | undefined): Tree {
  return old === undefined ? tree : { ...tree, root: withKnownModes(tree.root, old.root) };
}

/** The same object where nothing is another, so that what is known of its content stays known. */
function withKnownModes(folder: DirNode, old: DirNode): DirNode {
  const changed = new Map<string, Node>();
  for (const [name, node] of folder.entries) {
    const before = old.entries.get(name);
    if (node.kind !== 'dir' || before?.kind !== 'dir') continue;
    const inside = withKnownModes(node, before);
    const known = inside.mode === before.mode ? inside : { ...inside, mode: before.mode };
    if (known !== node) changed.set(name, known);
  }
  return changed.size === 0 ? folder : { ...folder, entries: new Map([...folder.entries, ...changed]) };
}
