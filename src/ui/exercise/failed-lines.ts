import type { ShownEntry } from '../lab/entry-list.ts';

/** Lines of the editor (from 1) whose command ended with another status than 0, where the steps are those of this code. */
export function failedLines(code: string, entries: readonly ShownEntry[]): { readonly line: number; readonly status: number }[] {
  const lines = code.split('\n');
  const failed: { line: number; status: number }[] = [];
  let at = 0;
  for (const { line, state } of entries) {
    const first = line.split('\n')[0];
    const found = lines.findIndex((text, index) => index >= at && text === first);
    if (found < 0) return [];
    if (state.kind === 'done' && state.status !== 0) failed.push({ line: found + 1, status: state.status });
    at = found + line.split('\n').length;
  }
  return failed;
}
