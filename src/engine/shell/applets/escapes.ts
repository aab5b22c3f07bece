/** Backslash escapes of `echo -e`, `printf` and `tr`. */
import { decodeText } from '../text.ts';

export interface Escape {
  readonly text: string;
  /** behind it */
  readonly end: number;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

/**
 * The escape whose backslash stands before `at`. In `echo` octal numbers begin with 0 (`\0101`) and `\c` stops the output; in a
 * format they do not (`\101`).
 */
export function readEscape(text: string, at: number, kind: 'echo' | 'format'): Escape | 'stop' {
  const char = text[at];
  if (char === undefined) return { text: '\\', end: at };
  if (char === 'c' && kind === 'echo') return 'stop';
  const letter = LETTERS.get(char);
  if (letter !== undefined) return { text: letter, end: at + 1 };
  const octal = (kind === 'echo' ? /^0([0-7]{0,3})/ : /^([0-7]{1,3})/).exec(text.slice(at, at + 4));
  if (octal !== null)
    return { text: byteText(Number.parseInt(octal[1] === '' ? '0' : (octal[1] ?? '0'), 8)), end: at + octal[0].length };
  const hex = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(at, at + 3));
  if (hex !== null) return { text: byteText(Number.parseInt(hex[1] ?? '0', 16)), end: at + hex[0].length };
  const unicode = /^u([0-9a-fA-F]{1,4})|^U([0-9a-fA-F]{1,8})/.exec(text.slice(at, at + 9));
  if (unicode !== null) {
    const code = Number.parseInt(unicode[1] ?? unicode[2] ?? '0', 16);
    return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '', end: at + unicode[0].length };
  }
  return { text: `\\${char}`, end: at + 1 };
}

function byteText(byte: number): string {
  return decodeText(Uint8Array.of(byte & 0xff));
}
