/** Names in columns, as `ls` prints them on a terminal. */

/** GNU: as many columns as fit, each as wide as its own widest name. */
export function gnuColumns(names: readonly string[], width: number, byRow: boolean): string {
  const lengths = names.map(displayWidth);
  for (let columns = Math.min(names.length, Math.max(1, Math.floor(width / 3))); columns > 1; columns--) {
    const rows = Math.ceil(names.length / columns);
    const widths = Array.from({ length: columns }, () => 0);
    for (const [index, length] of lengths.entries()) {
      const column = byRow ? index % columns : Math.floor(index / rows);
      widths[column] = Math.max(widths[column] ?? 0, length + (column === columns - 1 ? 0 : 2), 3);
    }
    const total = widths.reduce((sum, one) => sum + one, 0);
    if (total < width && !widths.includes(0))
      return layOut(names, lengths, rows, columns, (column) => widths[column] ?? 0, byRow, tabbed);
  }
  return names.map((name) => `${name}\n`).join('');
}

/** busybox: all columns as wide as the widest name. */
export function busyboxColumns(names: readonly string[], width: number, byRow: boolean, extra: number): string {
  const lengths = names.map(displayWidth);
  const columnWidth = Math.max(0, ...lengths) + 2 + extra;
  const columns = Math.floor(width / columnWidth);
  if (columns <= 1) return names.map((name) => `${name}\n`).join('');
  return layOut(
    names,
    lengths,
    Math.ceil(names.length / columns),
    columns,
    () => columnWidth,
    byRow,
    (from, to) => ' '.repeat(Math.max(0, to - from)),
  );
}

/** From one column of the terminal to another, with tabs where they are shorter (coreutils' `indent`). */
function tabbed(from: number, to: number): string {
  let out = '';
  for (let at = from; at < to; ) {
    const isTab = Math.floor(to / 8) > Math.floor((at + 1) / 8);
    out += isTab ? '\t' : ' ';
    at += isTab ? 8 - (at % 8) : 1;
  }
  return out;
}

function layOut(
  names: readonly string[],
  lengths: readonly number[],
  rows: number,
  columns: number,
  widthOf: (column: number) => number,
  byRow: boolean,
  gap: (from: number, to: number) => string,
): string {
  let out = '';
  for (let row = 0; row < rows; row++) {
    let line = '';
    let at = 0;
    let next = 0;
    for (let column = 0; column < columns; column++) {
      const index = byRow ? row * columns + column : column * rows + row;
      const name = names[index];
      if (name === undefined) continue;
      line += gap(at, next) + name;
      at = next + (lengths[index] ?? 0);
      next += widthOf(column);
    }
    out += `${line}\n`;
  }
  return out;
}

/** Columns on the terminal: wide characters take two, combining ones none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (/\p{Mn}/u.test(char)) continue;
    width +=
      code >= 0x1100 &&
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return width;
}
