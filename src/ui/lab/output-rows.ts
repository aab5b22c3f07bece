/**
 * What one command printed, as rows of a terminal: a row is written to until its newline, a progress row is overwritten in place and
 * keeps the place where it first appeared. Escape sequences are dropped; a carriage return starts the row again.
 */
import type { Sink } from '../../engine/index.ts';

export interface Row {
  /** 2 is standard error */
  readonly fd: 1 | 2;
  readonly text: string;
}

/** Rows from index `from` on have changed; there are `from + rows.length` now. */
export interface RowsChange {
  readonly from: number;
  readonly rows: readonly Row[];
}

export interface OutputRows {
  readonly sink: Sink;
  /** everything so far */
  rows(): readonly Row[];
  /** what has changed since the last call; undefined where nothing has */
  takeChange(): RowsChange | undefined;
}

/** More than this nobody reads, and a page that holds it is slow. */
const MAX_ROWS = 2000;

export function createOutputRows(): OutputRows {
  const rows: Row[] = [];
  const progressRows = new Map<string, number>();
  const decoders = { 1: new TextDecoder(), 2: new TextDecoder() } as const;
  let open = false;
  let changedFrom = Number.POSITIVE_INFINITY;

  function set(index: number, row: Row): void {
    if (index >= MAX_ROWS) return;
    rows[index] = row;
    changedFrom = Math.min(changedFrom, index);
  }

  function writeText(fd: 1 | 2, text: string): void {
    for (const piece of text.split(/(?<=\n)/)) {
      const ended = piece.endsWith('\n');
      const words = ended ? piece.slice(0, -1) : piece;
      const last = rows.at(-1);
      const joins = open && last !== undefined;
      const whole = joins ? last.text + words : words;
      const afterReturn = whole.replace(/\r$/, '').split('\r').at(-1) ?? '';
      set(joins ? rows.length - 1 : rows.length, { fd: joins ? last.fd : fd, text: afterReturn });
      open = !ended;
    }
  }

  return {
    sink: {
      write(fd, bytes) {
        const text = decoders[fd].decode(bytes, { stream: true }).replace(/\x1b\[[?\d;]*[A-Za-z]|\x1b/g, '');
        if (text === '') return;
        progressRows.clear();
        writeText(fd, text);
      },
      progress(row, text) {
        const known = progressRows.get(row);
        const index = known ?? rows.length;
        if (known === undefined) progressRows.set(row, index);
        set(index, { fd: 1, text });
        open = false;
      },
    },
    rows: () => rows,
    takeChange() {
      if (changedFrom === Number.POSITIVE_INFINITY) return undefined;
      const change = { from: changedFrom, rows: rows.slice(changedFrom) };
      changedFrom = Number.POSITIVE_INFINITY;
      return change;
    },
  };
}

export function applyRowsChange(rows: readonly Row[], change: RowsChange): readonly Row[] {
  return [...rows.slice(0, change.from), ...change.rows];
}

/** Of a command that is over, whose output was kept as one text: which rows came from standard error is read off the other text. */
export function rowsOfPrinted({ output, stderr }: { readonly output: string; readonly stderr: string }): Row[] {
  if (output === '') return [];
  const errors = new Set(stderr.split('\n'));
  return output
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => ({ fd: text !== '' && errors.has(text) ? 2 : 1, text }));
}
