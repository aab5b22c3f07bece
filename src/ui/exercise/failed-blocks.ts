import type { ShownEntry } from '../lab/entry-list.ts';

/** Blocks whose command ended with another status than 0, by id, where the steps are those of this order. */
export function failedBlocks(
  order: readonly { readonly id: string; readonly text: string }[],
  entries: readonly ShownEntry[],
): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const [index, { id, text }] of order.entries()) {
    const entry = entries[index];
    if (entry === undefined || entry.line !== text) return failed;
    if (entry.state.kind === 'done' && entry.state.status !== 0) failed.set(id, entry.state.status);
  }
  return failed;
}
