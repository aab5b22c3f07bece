import type { ShownEntry } from '../lab/entry-list.ts';
import type { Row } from '../lab/output-rows.ts';

export interface FailedLine {
  /** of the editor, from 1 */
  readonly line: number;
  readonly status: number;
  /** what the command said of it, in its own words; nothing where it said nothing */
  readonly said?: string;
}

/** Lines of the editor whose command ended with another status than 0, where the steps are those of this code. */
export function failedLines(code: string, entries: readonly ShownEntry[]): FailedLine[] {
  const lines = code.split('\n');
  const failed: FailedLine[] = [];
  let at = 0;
  for (const { line, state, rows } of entries) {
    const first = line.split('\n')[0];
    const found = lines.findIndex((text, index) => index >= at && text === first);
    if (found < 0) return [];
    if (state.kind === 'done' && state.status !== 0) {
      const said = complaintOf(rows);
      failed.push({ line: found + 1, status: state.status, ...(said === undefined ? {} : { said }) });
    }
    at = found + line.split('\n').length;
  }
  return failed;
}

/** How docker and most programs begin to complain; below it docker says where its help is. */
const COMPLAINT = /^(?:docker: |error|invalid|unknown )/i;

function complaintOf(rows: readonly Row[]): string | undefined {
  const said = rows.filter(({ fd, text }) => fd === 2 && text.trim() !== '').map(({ text }) => text.trim());
  return said.find((text) => COMPLAINT.test(text)) ?? said.at(-1);
}
