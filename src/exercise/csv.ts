/**
 * Tables for spreadsheets and gradebooks (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it, because cells hold
 * names that strangers have chosen (OWASP, CSV injection).
 */
export interface CsvOptions {
  readonly separator: ',' | ';';
  /** Excel takes UTF-8 for another encoding without a byte order mark. */
  readonly withMark: boolean;
}

export type CsvCell = string | number;

export function formatCsv(rows: readonly (readonly CsvCell[])[], { separator, withMark }: CsvOptions): string {
  const lines = rows.map((row) => row.map((cell) => formatCell(cell, separator)).join(separator));
  return `${withMark ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

function formatCell(cell: CsvCell, separator: string): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
