import { strerror } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { print } from '../kernel/io.ts';
import type { OpenFile, Sys } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { type Call, fail } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { readOptions } from './options.ts';

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

const COLUMNS = [
  ['l', 'lines'],
  ['w', 'words'],
  ['m', 'chars'],
  ['c', 'bytes'],
  ['L', 'longest'],
] as const;

export function* wc(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'clLmw',
    long: { bytes: 'c', chars: 'm', lines: 'l', words: 'w', 'max-line-length': 'L' },
  });
  if (typeof options === 'number') return options;
  const columns = options.given.length === 0 ? 'lwc' : options.given.map(({ letter }) => letter).join('');
  const names = options.operands.length === 0 ? ['-'] : options.operands;
  const width = widthOf(call, columns, names);
  const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  const show = (counts: Counts, name: string): Sys<void> =>
    print(call.self, `${rowOf(counts, columns, width)}${name === '' ? '' : ` ${name}`}\n`);
  let status = 0;
  for (const name of names) {
    if (name !== '-' && kindOf(call, name) === 'dir') {
      status = yield* fail(call, `${name}: ${strerror('EISDIR')}`);
      yield* show({ lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 }, name);
      continue;
    }
    const input = yield* openInput(call, name);
    if (input === undefined) {
      status = 1;
      continue;
    }
    const counts = yield* count(call, input.file, columns);
    closeInput(input);
    yield* show(counts, options.operands.length === 0 ? '' : name);
    total.lines += counts.lines;
    total.words += counts.words;
    total.chars += counts.chars;
    total.bytes += counts.bytes;
    total.longest = Math.max(total.longest, counts.longest);
  }
  if (names.length > 1) yield* show(total, 'total');
  return status;
}

function kindOf({ self }: Call, name: string): string | undefined {
  return self.system.files.find(self, name)?.kind;
}

/** GNU makes the columns as wide as the number of all bytes, which it asks for first; busybox nine (one number: as wide as it is). */
function widthOf(call: Call, columns: string, names: readonly string[]): number {
  const shown = COLUMNS.filter(([letter]) => columns.includes(letter));
  if (call.flavour === 'busybox') return shown.length === 1 && names.length === 1 ? 0 : 9;
  if (shown.length === 1 && names.length === 1) return 0;
  const nodes = names.map((name) => (name === '-' ? undefined : call.self.system.files.find(call.self, name)));
  const hasPipe = names.includes('-') || nodes.some((node) => node !== undefined && node.kind !== 'file');
  const bytes = nodes.reduce((sum, node) => sum + (node?.kind === 'file' ? node.content.size : 0), 0);
  return Math.max(hasPipe ? 7 : 1, String(bytes).length);
}

function rowOf(counts: Counts, columns: string, width: number): string {
  return COLUMNS.filter(([letter]) => columns.includes(letter))
    .map(([, key]) => String(counts[key]).padStart(width))
    .join(' ');
}

function* count(call: Call, file: OpenFile, columns: string): Sys<Counts> {
  const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  const onlyBytes = columns === 'c';
  let inWord = false;
  let width = 0;
  for (;;) {
    call.self.system.step(call.self);
    const part = yield* file.read(call.self, 1 << 20);
    if (part === undefined) break;
    counts.bytes += part.size;
    if (onlyBytes) continue;
    const bytes = yield* bytesOf(call.self, part);
    if (columns.includes('L')) {
      for (const char of decodeText(bytes)) {
        if (char === '\n') width = 0;
        else width += char === '\t' ? 8 - (width % 8) : 1;
        if (width > counts.longest) counts.longest = width;
      }
    }
    for (const byte of bytes) {
      if (byte === 10) counts.lines += 1;
      // Continuation bytes of UTF-8 are no characters of their own.
      if ((byte & 0xc0) !== 0x80) counts.chars += 1;
      const isSpace = byte === 32 || (byte >= 9 && byte <= 13);
      if (isSpace) inWord = false;
      else if (!inWord && byte > 32) {
        inWord = true;
        counts.words += 1;
      }
    }
  }
  return counts;
}
