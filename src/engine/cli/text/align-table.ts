/**
 * Go's `text/tabwriter` with docker's settings (minimum width 10, padding 3). A tab ends a cell; what follows the last tab of a line
 * is text that stands free. A column is a run of lines that have a cell there, so a line without it ends the column, and a
 * later run may be of another width.
 */
import { displayWidth } from './display-width.ts';

const MIN_WIDTH = 10;
const PADDING = 3;

const TAB = 9;
const NEWLINE = 10;

/** Where a cell is as wide as it is long. */
const NARROW = /^[ -~\t\n]*$/;

/** @param text lines, each ended by a newline */
export function alignTable(text: string, minWidth = MIN_WIDTH): string {
  return (NARROW.test(text) ? alignRegular(text, minWidth) : undefined) ?? alignBlocks(text, minWidth);
}

/** Narrow text where each line but the last, which is empty, has as many cells as the first: there is one run in each column then. */
function alignRegular(text: string, minWidth: number): string | undefined {
  if (!text.endsWith('\n')) return undefined;
  const cells = text.split(/[\t\n]/);
  cells.pop();
  const widths = measureColumns(text, minWidth);
  if (widths === undefined) return undefined;
  const last = widths.length - 1;
  let out = '';
  let column = 0;
  for (const cell of cells) {
    out += column < last ? cell.padEnd(widths[column] ?? 0) : `${cell}\n`;
    column = column < last ? column + 1 : 0;
  }
  return out;
}

/** How wide each column is, what stands free at the end with them; undefined where not all lines have as many cells. */
function measureColumns(text: string, minWidth: number): readonly number[] | undefined {
  const widths: number[] = [];
  let isFirst = true;
  let column = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== TAB && code !== NEWLINE) continue;
    if (isFirst) widths.push(minWidth);
    else if (column === widths.length) return undefined;
    const width = at - start + PADDING;
    if (width > (widths[column] ?? 0)) widths[column] = width;
    start = at + 1;
    column += 1;
    if (code === TAB) continue;
    if (column !== widths.length) return undefined;
    isFirst = false;
    column = 0;
  }
  return widths;
}

function alignBlocks(text: string, minWidth: number): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out = lines.map(() => '');
  formatBlock(lines, out, { from: 0, to: lines.length, column: 0, minWidth });
  return lines.map((cells, at) => (out[at] ?? '') + (cells.at(-1) ?? '')).join('\n');
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly minWidth: number;
}

function formatBlock(lines: readonly string[][], out: string[], { from, to, column, minWidth }: Block): void {
  for (let start = from; start < to; start += 1) {
    if (!hasCell(lines[start], column)) continue;
    let end = start;
    let width = minWidth;
    for (; end < to && hasCell(lines[end], column); end += 1)
      width = Math.max(width, displayWidth(lines[end]?.[column] ?? '') + PADDING);
    for (let at = start; at < end; at += 1) {
      const cell = lines[at]?.[column] ?? '';
      out[at] = `${out[at] ?? ''}${cell}${' '.repeat(width - displayWidth(cell))}`;
    }
    formatBlock(lines, out, { from: start, to: end, column: column + 1, minWidth });
    start = end - 1;
  }
}

function hasCell(cells: readonly string[] | undefined, column: number): boolean {
  return cells !== undefined && column < cells.length - 1;
}
