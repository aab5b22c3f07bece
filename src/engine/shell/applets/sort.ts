import { compareText } from '../../bytes/utf8.ts';
import { FsError } from '../../fs/errno.ts';
import { LineReader, print, toContent } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions } from './options.ts';

const LONG: Readonly<Record<string, string>> = {
  'ignore-leading-blanks': 'b',
  'dictionary-order': 'd',
  'ignore-case': 'f',
  'general-numeric-sort': 'g',
  'human-numeric-sort': 'h',
  'ignore-nonprinting': 'i',
  'month-sort': 'M',
  'numeric-sort': 'n',
  'version-sort': 'V',
  reverse: 'r',
  check: 'c',
  'key:': 'k',
  merge: 'm',
  'output:': 'o',
  stable: 's',
  'field-separator:': 't',
  unique: 'u',
  'zero-terminated': 'z',
};

interface Key {
  /** fields count from 1; characters, too, 0 for "to the end of the field" */
  readonly start: readonly [field: number, char: number];
  readonly end: readonly [field: number, char: number] | undefined;
  readonly flags: string;
}

export function* sort(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: call.flavour === 'gnu' ? 'bcdfghik:Mmno:rR:st:T:uVz' : 'ngMucszbrdfimS:T:o:k:t:V',
    long: call.flavour === 'gnu' ? LONG : {},
    status: 2,
  });
  if (typeof options === 'number') return options;
  if (call.isSmall === true) return yield* sortSmall(call, options);
  const keys: Key[] = [];
  for (const text of options.values('k')) {
    const key = parseKey(text);
    if (key === undefined)
      return yield* fail(call, call.flavour === 'gnu' ? keyProblem(text) : `bad field specification: '${text}'`, 2);
    keys.push(key);
  }
  const end = options.has('z') ? '\0' : '\n';
  const lines = yield* readLines(call, options.operands, end);
  if (typeof lines === 'number') return lines;
  const compare = comparison(options, keys);
  if (options.has('c')) return yield* check(call, lines, compare, options);
  let sorted = sortLines(call, lines, compare);
  if (options.has('u')) sorted = sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line, true) !== 0);
  const output = options.value('o');
  if (output === undefined) {
    for (const line of sorted) yield* print(call.self, line + end);
    return 0;
  }
  try {
    call.self.system.files.write(call.self, output, toContent(sorted.map((line) => line + end).join('')));
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? `open failed: ${output}: ${errorWords(call, error.code)}`
        : `${output}: ${errorWords(call, error.code)}`,
      2,
    );
  }
}

/** Built without SORT_BIG: keys, `-c`, `-o` and the kinds of letters are read and then forgotten, numbers are whole. */
function* sortSmall(call: Call, options: Options): Sys<number> {
  if (options.has('g') || options.has('M')) return yield* fail(call, 'unknown sort type', 2);
  const read = yield* readLines(call, options.operands, '\n');
  if (typeof read === 'number') return read;
  // busybox ends a line at a NUL too.
  const lines = read.flatMap((line) => line.replace(/\0$/, '').split('\0'));
  const value = (line: string): number => Math.trunc(Number(/^\s*([-+]?\d+)/.exec(line)?.[1] ?? 0));
  const compare: Compare = (a, b, keysOnly) => {
    let order = options.has('n') ? value(a) - value(b) : options.has('V') ? compareVersions(a, b) : compareText(a, b);
    if (order === 0 && !keysOnly && !options.has('s')) order = compareText(a, b);
    return options.has('r') ? -order : order;
  };
  const sorted = sortLines(call, lines, compare);
  const kept = options.has('u')
    ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line, true) !== 0)
    : sorted;
  for (const line of kept) yield* print(call.self, line + (options.has('z') ? '\0' : '\n'));
  return 0;
}

function* readLines(call: Call, operands: readonly string[], end: string): Sys<string[] | number> {
  const lines: string[] = [];
  for (const name of operands.length === 0 ? ['-'] : operands) {
    const input = yield* openInput(call, name, 'sort');
    if (input === undefined) return 2;
    const reader = new LineReader(input.file, end.charCodeAt(0));
    for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self)) lines.push(line.text);
    closeInput(input);
  }
  return lines;
}

function sortLines(call: Call, lines: string[], compare: Compare): string[] {
  call.self.system.step(call.self, 1 + Math.floor(lines.length / 100));
  return lines.sort((a, b) => compare(a, b, false));
}

type Compare = (a: string, b: string, keysOnly: boolean) => number;

function comparison(options: Options, keys: readonly Key[]): Compare {
  const global = options.given
    .map(({ letter }) => letter)
    .filter((letter) => 'bdfghiMnrV'.includes(letter))
    .join('');
  const separator = options.value('t');
  const all = keys.length === 0 ? [{ start: [1, 1], end: undefined, flags: '' } as const] : keys;
  const isStable = options.has('s') || options.has('u');
  return (a, b, keysOnly) => {
    for (const key of all) {
      const flags = key.flags === '' ? global : key.flags;
      const order = compareBy(flags, keyText(a, key, separator, flags), keyText(b, key, separator, flags));
      if (order !== 0) return flags.includes('r') ? -order : order;
    }
    if (keysOnly || isStable) return 0;
    const order = compareText(a, b);
    return global.includes('r') ? -order : order;
  };
}

/** What GNU says of a key that is none. */
function keyProblem(text: string): string {
  const specification = `invalid field specification ‘${text}’`;
  const zero = /^0+(?!\d)|,0+(?!\d)/.test(text) ? 'field' : /^\d+\.0+(?!\d)/.test(text) ? 'character' : undefined;
  if (zero !== undefined) return `${zero === 'field' ? 'field number' : 'character offset'} is zero: ${specification}`;
  if (/^\d/.test(text)) return `stray character in field spec: ${specification}`;
  return `invalid number at field start: invalid count at start of ‘${text}’`;
}

function parseKey(text: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnrV]*))?$/.exec(text);
  if (match === null || [match[1], match[2], match[4]].some((number) => number !== undefined && Number(number) === 0))
    return undefined;
  const end = match[4] === undefined ? undefined : ([Number(match[4]), Number(match[5] ?? 0)] as const);
  return { start: [Number(match[1]), Number(match[2] ?? 1)], end, flags: (match[3] ?? '') + (match[6] ?? '') };
}

/** Without a separator a field begins with the blanks in front of it. */
function fieldSpans(line: string, separator: string | undefined): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  if (separator !== undefined && separator !== '') {
    let start = 0;
    for (let at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, start)) {
      spans.push([start, at]);
      start = at + separator.length;
    }
    spans.push([start, line.length]);
    return spans;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+/g)) spans.push([match.index, match.index + match[0].length]);
  return spans;
}

function keyText(line: string, key: Key, separator: string | undefined, flags: string): string {
  if (key.start[0] === 1 && key.start[1] === 1 && key.end === undefined) return flags.includes('b') ? line.trimStart() : line;
  const spans = fieldSpans(line, separator);
  const first = spans[key.start[0] - 1];
  if (first === undefined) return '';
  const blanks = (from: number) => (flags.includes('b') ? (/^[ \t]*/.exec(line.slice(from))?.[0].length ?? 0) : 0);
  const start = Math.min(line.length, first[0] + blanks(first[0]) + key.start[1] - 1);
  if (key.end === undefined) return line.slice(start);
  const last = spans[key.end[0] - 1];
  if (last === undefined) return line.slice(start);
  return line.slice(start, key.end[1] === 0 ? last[1] : Math.min(last[1], last[0] + blanks(last[0]) + key.end[1]));
}

function compareBy(flags: string, a: string, b: string): number {
  if (flags.includes('n')) return compareNumbers(a, b);
  if (flags.includes('g')) return (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (flags.includes('h')) return humanValue(a) - humanValue(b);
  if (flags.includes('M')) return monthOf(a) - monthOf(b);
  if (flags.includes('V')) return compareVersions(a, b);
  let [x, y] = [a, b];
  if (flags.includes('d')) [x, y] = [x.replace(/[^\p{L}\p{N} \t]/gu, ''), y.replace(/[^\p{L}\p{N} \t]/gu, '')];
  if (flags.includes('i')) [x, y] = [x.replace(/[^\x20-\x7e]/g, ''), y.replace(/[^\x20-\x7e]/g, '')];
  if (flags.includes('f')) [x, y] = [x.toUpperCase(), y.toUpperCase()];
  return compareText(x, y);
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1]) || 0);
  return (x ?? 0) - (y ?? 0);
}

function humanValue(text: string): number {
  const match = /^\s*(-?\d*\.?\d*)([KMGTPEkm])?/.exec(text);
  const power = match?.[2] === undefined ? 0 : 'KMGTPE'.indexOf(match[2].toUpperCase()) + 1;
  return (Number(match?.[1]) || 0) * 1024 ** power;
}

function monthOf(text: string): number {
  return 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ').indexOf(text.trim().slice(0, 3).toUpperCase());
}

function compareVersions(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [p = '', q = ''] = [x[at], y[at]];
    if (p === q) continue;
    return /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : compareText(p, q);
  }
  return 0;
}

function* check(call: Call, lines: readonly string[], compare: Compare, options: Options): Sys<number> {
  for (let at = 1; at < lines.length; at++) {
    const order = compare(lines[at - 1] ?? '', lines[at] ?? '', options.has('u'));
    if (order < 0 || (order === 0 && !options.has('u'))) continue;
    if (call.flavour === 'busybox') return 1;
    return yield* fail(call, `${options.operands[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}`);
  }
  return 0;
}
