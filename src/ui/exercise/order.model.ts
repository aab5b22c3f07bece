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

interface Named {
  readonly id: string;
}

/** Mixed the same way at every visit, in both languages; never as they were written, where there is another way. */
export function mixBlocks<Block extends Named>(blocks: readonly Block[], seed: string): readonly Block[] {
  const weigh = ({ id }: Block): number => hash(`${seed} ${id}`);
  const mixed = blocks.toSorted((a, b) => weigh(a) - weigh(b));
  const isAsWritten = mixed.every((block, index) => block === blocks[index]);
  return isAsWritten ? mixed.toReversed() : mixed;
}

/** FNV-1a */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
