/**
 * What a terminal shows in the end: the bytes and progress rows of one command as finished lines. Carriage returns overwrite,
 * cursor movements and erasures of progress displays are followed, colours are dropped. Lines are not wrapped at the edge, and a
 * last line without a newline looks the same as one with it.
 *
 * Progress rows follow docker's own display: a row keeps its place and is overwritten there; after a line of ordinary output, rows
 * of earlier progress are history, and the same name starts a new row (`docker pull -a`).
 */
import { text as decodeText } from './bytes/utf8.ts';
import type { Sink } from './process/host-io.ts';

export interface Screen extends Sink {
  /** finished lines from the top; trailing blanks are kept */
  lines(): string[];
}

/** a control sequence with its parameters and final letter; a control character; a run of others */
const TOKEN = /\x1b\[([?\d;]*)([A-Za-z])|[\x1b\r\n\b\t]|[^\x1b\r\n\b\t]+/g;
/** What moves elsewhere than to the next line. */
const MOVEMENT = /[\x1b\r\b\t]/;

/** No movement leads further to the right. */
const LAST_COLUMN = 1000;
const NOTHING = new Uint8Array();
const SURROGATE = /[\ud800-\udfff]/;

interface Row {
  text: string;
  /** has characters of two code units, so that a column is not an index */
  isWide: boolean;
}

export function createScreen(): Screen {
  const rows: Row[] = [];
  const progressRows = new Map<string, number>();
  const unfinished = new Map<number, Uint8Array>();
  let row = 0;
  let column = 0;

  function at(index: number): Row {
    while (rows.length <= index) rows.push({ text: '', isWide: false });
    return rows[index] ?? { text: '', isWide: false };
  }
  function down(count: number): void {
    row += count;
    at(row);
  }
  function put(characters: string): void {
    const line = at(row);
    line.isWide ||= SURROGATE.test(characters);
    if (line.isWide) {
      const cells = Array.from(line.text);
      while (cells.length < column) cells.push(' ');
      for (const character of characters) cells[column++] = character;
      line.text = cells.join('');
      return;
    }
    const end = column + characters.length;
    if (column === line.text.length) line.text += characters;
    else line.text = line.text.padEnd(column).slice(0, column) + characters + line.text.slice(end);
    column = end;
  }
  function cut(line: Row, length: number): void {
    line.text = line.isWide ? Array.from(line.text).slice(0, length).join('') : line.text.slice(0, length);
  }
  function control(parameters: string, final: string): void {
    const count = Number.parseInt(parameters, 10) || 1;
    if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') row = Math.max(row, Math.min(row + count, rows.length - 1));
    else if (final === 'C') column = Math.max(column, Math.min(column + count, LAST_COLUMN));
    else if (final === 'D') column = Math.max(0, column - count);
    else if (final === 'K' && parameters === '2') cut(at(row), 0);
    else if (final === 'K' || final === 'J') {
      cut(at(row), column);
      if (final === 'J') rows.length = row + 1;
    }
  }
  function printLines(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end > start) put(text.slice(start, end));
      down(1);
      column = 0;
      start = end + 1;
    }
    if (start < text.length) put(text.slice(start));
  }
  function print(text: string): void {
    if (!MOVEMENT.test(text)) {
      printLines(text);
      return;
    }
    for (const [token, parameters, final] of text.matchAll(TOKEN)) {
      if (final !== undefined) control(parameters ?? '', final);
      else if (token === '\r') column = 0;
      else if (token === '\n') down(1);
      else if (token === '\b') column = Math.max(0, column - 1);
      else if (token === '\t' && column < at(row).text.length) column += 1;
      else if (token !== '\x1b') put(token);
      if (token === '\n') column = 0;
    }
  }

  return {
    write(fd, bytes) {
      progressRows.clear();
      const [whole, rest] = cutAtCharacter(joinBytes(unfinished.get(fd), bytes));
      if (rest.length > 0) unfinished.set(fd, rest);
      else unfinished.delete(fd);
      print(decodeText(whole));
    },
    progress(name, text) {
      let index = progressRows.get(name);
      if (index === undefined) {
        if (column > 0) down(1);
        column = 0;
        index = row;
        progressRows.set(name, index);
        down(1);
      }
      rows[index] = { text, isWide: SURROGATE.test(text) };
    },
    lines() {
      const lines = rows.map(({ text }) => text);
      if (lines.at(-1) === '') lines.pop();
      return lines;
    },
  };
}

function joinBytes(before: Uint8Array | undefined, bytes: Uint8Array): Uint8Array {
  if (before === undefined || before.length === 0) return bytes;
  const joined = new Uint8Array(before.length + bytes.length);
  joined.set(before);
  joined.set(bytes, before.length);
  return joined;
}

/** Splits off the first bytes of a UTF-8 character whose others have not come yet. */
function cutAtCharacter(bytes: Uint8Array): [Uint8Array, Uint8Array] {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const lead = bytes[bytes.length - back] ?? 0;
    if (lead < 0x80) break;
    if (lead < 0xc0) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (length > back) return [bytes.subarray(0, bytes.length - back), bytes.subarray(bytes.length - back)];
    break;
  }
  return [bytes, NOTHING];
}
