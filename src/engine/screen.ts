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

export function createScreen(): Screen {
  const rows: string[][] = [[]];
  const progressRows = new Map<string, number>();
  const unfinished = new Map<number, Uint8Array>();
  let row = 0;
  let column = 0;

  function at(index: number): string[] {
    while (rows.length <= index) rows.push([]);
    return rows[index] ?? [];
  }
  function down(count: number): void {
    row += count;
    at(row);
  }
  function put(characters: string): void {
    const line = at(row);
    while (line.length < column) line.push(' ');
    for (const character of characters) line[column++] = character;
  }
  function control(parameters: string, final: string): void {
    const count = Number.parseInt(parameters, 10) || 1;
    if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') down(count);
    else if (final === 'C') column += count;
    else if (final === 'D') column = Math.max(0, column - count);
    else if (final === 'K' && parameters === '2') rows[row] = [];
    else if (final === 'K' || final === 'J') {
      const line = at(row);
      line.length = Math.min(line.length, column);
      if (final === 'J') rows.length = row + 1;
    }
  }
  function print(text: string): void {
    for (const [token, parameters, final] of text.matchAll(TOKEN)) {
      if (final !== undefined) control(parameters ?? '', final);
      else if (token === '\r') column = 0;
      else if (token === '\n') down(1);
      else if (token === '\b') column = Math.max(0, column - 1);
      else if (token === '\t' && column < at(row).length) column += 1;
      else if (token !== '\x1b') put(token);
      if (token === '\n') column = 0;
    }
  }

  return {
    write(fd, bytes) {
      progressRows.clear();
      const [whole, rest] = cutAtCharacter(joinBytes(unfinished.get(fd), bytes));
      unfinished.set(fd, rest);
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
      rows[index] = Array.from(text);
    },
    lines() {
      const lines = rows.map((characters) => Array.from(characters, (character) => character ?? ' ').join(''));
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
  return [bytes, new Uint8Array()];
}
