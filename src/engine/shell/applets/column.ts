/** `column` of util-linux 2.38: a table of what each line holds (`-t`), or lines as entries of columns that fill the terminal. */
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { displayWidth } from './columns.ts';
import { eachLine } from './each-line.ts';
import { type Options, readOptions } from './options.ts';

const COLUMNS_OF_NO_TERMINAL = 80;
const TAB = 8;
const LONG = {
  table: 't',
  'separator:': 's',
  'output-separator:': 'o',
  'output-width:': 'c',
  'table-columns:': 'N',
  'table-right:': 'R',
  'table-noheadings': 'd',
  'keep-empty-lines': 'L',
  fillrows: 'x',
};

export function* column(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'ts:o:c:N:R:dLxJ', long: LONG });
  if (typeof options === 'number') return options;
  if (options.has('J')) return yield* fail(call, '-J is not simulated here');
  const lines: string[] = [];
  // biome-ignore lint/correctness/useYield: it only gathers
  const status = yield* eachLine(call, options.operands, function* ({ text }) {
    lines.push(text);
  });
  const kept = options.has('L') ? lines : lines.filter((line) => line.trim() !== '');
  yield* print(call.self, options.has('t') ? tableOf(kept, options) : filled(kept, widthOf(call, options), options.has('x')));
  return status;
}

function widthOf({ self }: Call, options: Options): number {
  return Number(options.value('c')) || (self.fds.get(1)?.isTerminal === true ? self.system.columns : COLUMNS_OF_NO_TERMINAL);
}

/** A cell that a line does not have is blank; only the last column is not padded. */
function tableOf(lines: readonly string[], options: Options): string {
  const names = options.value('N')?.split(',');
  const rows = lines.map((line) => cellsOf(line, options.value('s')));
  if (rows.length === 0) return '';
  if (names !== undefined && !options.has('d')) rows.unshift(names);
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
  const right = options.value('R')?.split(',') ?? [];
  const isRight = widths.map((_, at) => right.includes(String(at + 1)) || right.includes(names?.[at] ?? ''));
  const padded = (row: readonly string[]): string[] =>
    widths.map((width, at) => {
      const cell = row[at] ?? '';
      const gap = ' '.repeat(width - displayWidth(cell));
      return isRight[at] === true ? gap + cell : at === widths.length - 1 ? cell : cell + gap;
    });
  const separator = options.value('o') ?? '  ';
  return rows.map((row) => `${padded(row).join(separator)}\n`).join('');
}

/** Each of the given characters ends a cell; blanks do so together. */
function cellsOf(line: string, separators: string | undefined): readonly string[] {
  if (separators === undefined) return line.trim().split(/[ \t]+/);
  const cells = [''];
  for (const char of line) {
    if (separators.includes(char)) cells.push('');
    else cells[cells.length - 1] += char;
  }
  return cells;
}

function filled(entries: readonly string[], width: number, byRow: boolean): string {
  const longest = Math.max(0, ...entries.map(displayWidth));
  if (longest >= width) return entries.map((entry) => `${entry}\n`).join('');
  const cell = (longest + TAB) & ~(TAB - 1);
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(entries.length / columns);
  let out = '';
  for (let row = 0; row < rows; row++) {
    const line = byRow
      ? entries.slice(row * columns, (row + 1) * columns)
      : Array.from({ length: columns }, (_, at) => entries[row + at * rows]).filter((entry) => entry !== undefined);
    out += `${line.map((entry, at) => (at === line.length - 1 ? entry : entry + tabs(displayWidth(entry), cell))).join('')}\n`;
  }
  return out;
}

function tabs(from: number, to: number): string {
  return '\t'.repeat(Math.ceil((to - from) / TAB));
}
