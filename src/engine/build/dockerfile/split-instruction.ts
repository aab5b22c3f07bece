/**
 * A logical line as keyword, flags and the rest (moby/buildkit split_command.go). A flag is a word that begins with `--` before
 * the first other word; quotes and backslashes work in it, and `--` alone ends the flags.
 */
import { isSpace, trimLeftSpace, trimSpace } from './space.ts';

/** A piece of a line and the offset at which it begins there. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
export interface FlagPart extends Part {
  /** quotes and backslashes taken away: `--chown=a b` */
  readonly value: string;
}
export interface SplitInstruction {
  readonly keyword: Part;
  readonly flags: readonly FlagPart[];
  readonly rest: Part;
}

export function splitInstruction(line: string): SplitInstruction {
  const start = line.length - trimLeftSpace(line).length;
  const text = trimSpace(line);
  const blank = /[\t\v\f\r ]+/.exec(text);
  const keywordEnd = blank?.index ?? text.length;
  const keyword = part(text, 0, keywordEnd, start);
  if (blank === null) return { keyword, flags: [], rest: part(text, text.length, text.length, start) };
  const { flags, end } = readFlags(text, keywordEnd + blank[0].length, start);
  const restStart = end + (text.length - end - trimLeftSpace(text.slice(end)).length);
  return { keyword, flags, rest: part(text, restStart, text.length, start) };
}

function part(text: string, start: number, end: number, offset: number): Part {
  return { text: text.slice(start, end), start: start + offset, end: end + offset };
}

function readFlags(text: string, from: number, offset: number): { flags: FlagPart[]; end: number } {
  const flags: FlagPart[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && isSpace(text.charAt(at))) at++;
    if (!text.startsWith('--', at)) return { flags, end: at };
    const word = readFlagWord(text, at);
    if (word.value === '--') return { flags, end: word.end };
    flags.push({ ...part(text, at, word.end, offset), value: word.value });
    at = word.end;
  }
}

function readFlagWord(text: string, from: number): { value: string; end: number } {
  let value = '';
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === '' && isSpace(char)) break;
    if (char === '\\') value += text.charAt(++at);
    else if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = '';
    else value += char;
  }
  return { value, end: Math.min(at, text.length) };
}
