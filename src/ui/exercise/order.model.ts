/** Blocks in the learner's order and those left over; no page in it. */
import type { Block } from '../../exercise/index.ts';

/** Puts the block at `index`, wherever it was before. The index counts places between the other blocks. */
export function placeBlock(order: readonly string[], id: string, index: number): readonly string[] {
  const others = order.filter((block) => block !== id);
  const at = Math.min(Math.max(0, index), others.length);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

export function takeBlockOut(order: readonly string[], id: string): readonly string[] {
  return order.filter((block) => block !== id);
}

const TRIES_PER_BLOCK = 3;

/** Blocks taken away to help: one that imitates another for every three tries that did not pass, in the order written. */
export function goneBlocks(blocks: readonly Block[], failedTries: number): readonly Block[] {
  return blocks.filter(({ imitates }) => imitates !== undefined).slice(0, Math.floor(failedTries / TRIES_PER_BLOCK));
}
