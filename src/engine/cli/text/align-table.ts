/**
 * Go's `text/tabwriter` with docker's settings (minimum width 10, padding 3). A tab ends a cell; what follows the last tab of a line
 * is text that stands free. A column is a run of lines that have a cell there, so a line without it ends the column, and a
 * later run may be of another width.
 */
import { displayWidth } from './display-width.ts';

const MIN_WIDTH = 10;
const PADDING = 3;

/** Where a cell is as wide as it is long. */
const NARROW = /^[ -~\t\n]*$/;

/** @param text lines, each ended by a newline */
export function alignTable(text: string, minWidth = MIN_WIDTH): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  return (NARROW.test(text) ? alignRegular(lines, minWidth) : undefined) ?? alignBlocks(lines, minWidth);
}

/** Narrow text where each line but the last, which is empty, has as many cells as the first: there is one run in each column then. */
function alignRegular(lines: readonly string[][], minWidth: number): string | undefined {
  const count = lines[0]?.length ?? 0;
  const rows = lines.length - 1;
  if (lines[rows]?.length !== 1 || lines.some((cells, at) => at < rows && cells.length !== count)) return undefined;
  const widths = new Array<number>(count).fill(minWidth);
  for (let at = 0; at < rows; at += 1)
    lines[at]?.forEach((cell, column) => {
      if (cell.length + PADDING > (widths[column] ?? 0)) widths[column] = cell.length + PADDING;
    });
  // what follows the last tab stands free
  widths[count - 1] = 0;
  let out = '';
  for (let at = 0; at < rows; at += 1) {
    lines[at]?.forEach((cell, column) => {
      out += cell.padEnd(widths[column] ?? 0);
    });
    out += '\n';
  }
  return out + (lines[rows]?.[0] ?? '');
}

function alignBlocks(lines: readonly string[][], minWidth: number): string {
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
