/** What each layer of an image carries in its own tar, seen as the difference between the trees below and above it. */
import { type Change, diffTrees, EMPTY_TREE, type Image, type Machine, readContent, text } from '../engine/index.ts';
import { layersOf } from './facts.ts';

/** Files larger than this are padding in the lab and data elsewhere; no lesson hides a text in one. */
const TEXT_BYTES = 70_000;

/** Per layer, bottom first. */
export function layerChanges(machine: Machine, image: Image): Change[][] {
  let below = EMPTY_TREE;
  return layersOf(machine, image).map((layer) => {
    const changes = diffTrees(below, layer.tree);
    below = layer.tree;
    return changes;
  });
}

export function carriesFile(changes: readonly Change[], path: string): boolean {
  return changes.some((change) => change.path === path && change.kind !== 'D' && change.node?.kind !== 'dir');
}

export function hasWhiteout(changes: readonly Change[], path: string): boolean {
  return changes.some((change) => change.path === path && change.kind === 'D');
}

export async function carriesText(changes: readonly Change[], wanted: string): Promise<boolean> {
  for (const { kind, node } of changes) {
    if (kind === 'D' || node?.kind !== 'file' || node.content.size > TEXT_BYTES) continue;
    const content = text(await readContent(node.content));
    if (content.includes(wanted)) return true;
  }
  return false;
}
