/** Blocks in the learner's order and those left over; no page in it. */

/** Puts the block at `index`, wherever it was before. The index counts places between the other blocks. */
export function placeBlock(order: readonly string[], id: string, index: number): readonly string[] {
  const others = order.filter((block) => block !== id);
  const at = Math.min(Math.max(0, index), others.length);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

export function takeBlockOut(order: readonly string[], id: string): readonly string[] {
  return order.filter((block) => block !== id);
}
