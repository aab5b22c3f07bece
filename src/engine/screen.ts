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
  return new TerminalScreen();
}

/** One is made for each command: as closures it would be more to make than most commands print. */
class TerminalScreen implements Screen {
  private readonly rows: Row[] = [];
  /** Most commands show no progress, and end no write within a character. */
  private progressRows: Map<string, number> | undefined;
  private unfinished: Map<number, Uint8Array> | undefined;
  private row = 0;
  private column = 0;

  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.progressRows = undefined;
    const [whole, rest] = cutAtCharacter(joinBytes(this.unfinished?.get(fd), bytes));
    if (rest.length > 0) {
      this.unfinished ??= new Map();
      this.unfinished.set(fd, rest);
    } else this.unfinished?.delete(fd);
    this.print(decodeText(whole));
  }

  progress(name: string, text: string): void {
    this.progressRows ??= new Map();
    let index = this.progressRows.get(name);
    if (index === undefined) {
      if (this.column > 0) this.down(1);
      this.column = 0;
      index = this.row;
      this.progressRows.set(name, index);
      this.down(1);
    }
    this.rows[index] = { text, isWide: SURROGATE.test(text) };
  }

  lines(): string[] {
    const lines = this.rows.map(({ text }) => text);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }

  private print(text: string): void {
    if (!MOVEMENT.test(text)) {
      this.printLines(text);
      return;
    }
    for (const [token, parameters, final] of text.matchAll(TOKEN)) {
      if (final !== undefined) this.control(parameters ?? '', final);
      else if (token === '\r') this.column = 0;
      else if (token === '\n') this.down(1);
      else if (token === '\b') this.column = Math.max(0, this.column - 1);
      else if (token === '\t' && this.column < this.at(this.row).text.length) this.column += 1;
      else if (token !== '\x1b') this.put(token);
      if (token === '\n') this.column = 0;
    }
  }

  private printLines(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end > start) this.put(text.slice(start, end));
      this.down(1);
      this.column = 0;
      start = end + 1;
    }
    if (start < text.length) this.put(text.slice(start));
  }

  private at(index: number): Row {
    while (this.rows.length <= index) this.rows.push({ text: '', isWide: false });
    return this.rows[index] ?? { text: '', isWide: false };
  }

  private down(count: number): void {
    this.row += count;
    this.at(this.row);
  }

  private put(characters: string): void {
    const line = this.at(this.row);
    line.isWide ||= SURROGATE.test(characters);
    if (line.isWide) {
      const cells = Array.from(line.text);
      while (cells.length < this.column) cells.push(' ');
      for (const character of characters) cells[this.column++] = character;
      line.text = cells.join('');
      return;
    }
    const end = this.column + characters.length;
    if (this.column === line.text.length) line.text += characters;
    else line.text = line.text.padEnd(this.column).slice(0, this.column) + characters + line.text.slice(end);
    this.column = end;
  }

  private control(parameters: string, final: string): void {
    const count = Number.parseInt(parameters, 10) || 1;
    if (final === 'A') this.row = Math.max(0, this.row - count);
    else if (final === 'B') this.row = Math.max(this.row, Math.min(this.row + count, this.rows.length - 1));
    else if (final === 'C') this.column = Math.max(this.column, Math.min(this.column + count, LAST_COLUMN));
    else if (final === 'D') this.column = Math.max(0, this.column - count);
    else if (final === 'K' && parameters === '2') cut(this.at(this.row), 0);
    else if (final === 'K' || final === 'J') {
      cut(this.at(this.row), this.column);
      if (final === 'J') this.rows.length = this.row + 1;
    }
  }
}

function cut(line: Row, length: number): void {
  line.text = line.isWide ? Array.from(line.text).slice(0, length).join('') : line.text.slice(0, length);
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
