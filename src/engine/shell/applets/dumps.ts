/** `od`, `hexdump`, `xxd`, `base64`. */
import { type Content, sliceContent } from '../../bytes/content.ts';
import { bytesOf } from '../kernel/devices.ts';
import { joinBytes, print, readAll, readText, write } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions } from './options.ts';
import { parseSize } from './sizes.ts';

const MAX_DUMP = 4_000_000;

function* readInputs(call: Call, operands: readonly string[], skip: number, count: number): Sys<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let left = count;
  let toSkip = skip;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    const input = yield* openInput(call, name, 'open');
    if (input === undefined) return undefined;
    const content: Content = yield* readAll(call.self, input.file);
    closeInput(input);
    const part = sliceContent(content, toSkip, toSkip + Math.min(left, MAX_DUMP));
    toSkip = Math.max(0, toSkip - content.size);
    left -= part.size;
    parts.push(yield* bytesOf(call.self, part));
  }
  return joinBytes(parts);
}

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

/** Lines of 16 bytes; one that is equal to the line before is shown as `*`, once. */
function* rows(
  call: Call,
  bytes: Uint8Array,
  width: number,
  squeezes: boolean,
  line: (part: Uint8Array, offset: number) => string,
  end: string,
): Sys<void> {
  let before = '';
  let isSqueezed = false;
  for (let at = 0; at < bytes.length; at += width) {
    call.self.system.step(call.self);
    const part = bytes.subarray(at, at + width);
    const key = part.join(',');
    const isSame = squeezes && at > 0 && key === before && part.length === width && at + width <= bytes.length;
    if (!isSame) yield* print(call.self, `${line(part, at)}\n`);
    else if (!isSqueezed) yield* print(call.self, '*\n');
    isSqueezed = isSame;
    before = key;
  }
  yield* print(call.self, end);
}

export function* hexdump(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'bcCdoxe:f:n:s:v' });
  if (typeof options === 'number') return options;
  const skip = parseSize(options.value('s') ?? '0') ?? 0;
  const bytes = yield* readInputs(call, options.operands, skip, parseSize(options.value('n') ?? '') ?? Number.POSITIVE_INFINITY);
  if (bytes === undefined) return 1;
  const canonical = options.has('C') || call.name === 'hd';
  const offset = (at: number) => hex(at + skip, canonical ? 8 : 7);
  const end = bytes.length === 0 ? '' : `${offset(bytes.length)}\n`;
  yield* rows(
    call,
    bytes,
    16,
    !options.has('v'),
    (part, at) => (canonical ? canonicalRow(part, offset(at)) : `${offset(at)}${wordRow(part, options)}`),
    end,
  );
  return 0;
}

function canonicalRow(part: Uint8Array, offset: string): string {
  const cells = Array.from({ length: 16 }, (_, i) => (part[i] === undefined ? '  ' : hex(part[i], 2)));
  const text = Array.from(part, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return `${offset}  ${cells.slice(0, 8).join(' ')}  ${cells.slice(8).join(' ')}  |${text}|`;
}

function wordRow(part: Uint8Array, options: Options): string {
  if (options.has('b')) return Array.from(part, (byte) => ` ${byte.toString(8).padStart(3, '0')}`).join('');
  if (options.has('c')) return Array.from(part, (byte) => charCell(byte).padStart(4)).join('');
  let out = '';
  for (let at = 0; at < 16; at += 2) {
    const low = part[at];
    if (low === undefined) out += ' '.repeat(options.has('x') ? 8 : 5);
    else {
      const word = low + ((part[at + 1] ?? 0) << 8);
      out += options.has('x')
        ? hex(word, 4).padStart(8)
        : options.has('d')
          ? String(word).padStart(5, '0').padStart(8)
          : options.has('o')
            ? word.toString(8).padStart(6, '0').padStart(8)
            : ` ${hex(word, 4)}`;
    }
  }
  return out;
}

const NAMED: ReadonlyMap<number, string> = new Map([
  [0, '\\0'],
  [7, '\\a'],
  [8, '\\b'],
  [9, '\\t'],
  [10, '\\n'],
  [11, '\\v'],
  [12, '\\f'],
  [13, '\\r'],
]);

function charCell(byte: number): string {
  return NAMED.get(byte) ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));
}

export function* od(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'A:abcdFhiIj:lLN:oSst:vw:xX',
    long: {
      'address-radix:': 'A',
      'format:': 't',
      'skip-bytes:': 'j',
      'read-bytes:': 'N',
      'width:': 'w',
      'output-duplicates': 'v',
    },
  });
  if (typeof options === 'number') return options;
  const skip = parseSize(options.value('j') ?? '0') ?? 0;
  const bytes = yield* readInputs(call, options.operands, skip, parseSize(options.value('N') ?? '') ?? Number.POSITIVE_INFINITY);
  if (bytes === undefined) return 1;
  const formats = options.values('t').flatMap((text) => text.match(/[acdoux][124]?z?/g) ?? []);
  for (const [letter, format] of [
    ['c', 'c'],
    ['b', 'o1'],
    ['x', 'x2'],
    ['d', 'u2'],
    ['o', 'o2'],
    ['a', 'a'],
  ] as const)
    if (options.has(letter)) formats.push(format);
  const used = formats.length === 0 ? ['o2'] : formats;
  const radix = options.value('A') ?? 'o';
  const address = (at: number) =>
    radix === 'n'
      ? ''
      : radix === 'x'
        ? hex(at + skip, 6)
        : radix === 'd'
          ? String(at + skip).padStart(7, '0')
          : (at + skip).toString(8).padStart(7, '0');
  const end = radix === 'n' ? '' : `${address(bytes.length)}\n`;
  const width = Number(options.value('w') ?? 16) || 16;
  yield* rows(
    call,
    bytes,
    width,
    !options.has('v'),
    (part, at) =>
      used
        .map((format, index) => (index === 0 ? address(at) : ' '.repeat(address(at).length)) + odRow(part, format, width))
        .join('\n'),
    end,
  );
  return 0;
}

function odRow(part: Uint8Array, format: string, width: number): string {
  const kind = format[0] ?? 'o';
  if (kind === 'c' || kind === 'a') return Array.from(part, (byte) => charCell(byte).padStart(4)).join('');
  const size = Number(/\d/.exec(format)?.[0] ?? 4);
  const cell =
    {
      x: size * 2,
      o: size === 1 ? 3 : size === 2 ? 6 : 11,
      d: size === 1 ? 4 : size === 2 ? 6 : 11,
      u: size === 1 ? 3 : size === 2 ? 5 : 10,
    }[kind] ?? 3;
  let out = '';
  for (let at = 0; at < part.length; at += size) {
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + (part[at + i] ?? 0);
    const signed = kind === 'd' && value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
    out += ` ${kind === 'x' ? hex(value, cell) : kind === 'o' ? value.toString(8).padStart(cell, '0') : String(signed).padStart(cell)}`;
  }
  if (!format.endsWith('z')) return out;
  const text = Array.from(part, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return `${out.padEnd((cell + 1) * Math.ceil(width / size))}  >${text}<`;
}

export function* xxd(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'prc:g:l:s:u' });
  if (typeof options === 'number') return options;
  if (options.has('r')) return yield* fail(call, '-r: not simulated here');
  const bytes = yield* readInputs(
    call,
    options.operands,
    Number(options.value('s') ?? 0) || 0,
    Number(options.value('l') ?? Number.POSITIVE_INFINITY),
  );
  if (bytes === undefined) return 1;
  if (options.has('p')) {
    yield* rows(call, bytes, 30, false, (part) => Array.from(part, (byte) => hex(byte, 2)).join(''), '');
    return 0;
  }
  const width = Number(options.value('c') ?? 16) || 16;
  yield* rows(
    call,
    bytes,
    width,
    false,
    (part, at) => {
      let cells = '';
      for (let i = 0; i < width; i += 2)
        cells += ` ${part[i] === undefined ? '  ' : hex(part[i] ?? 0, 2)}${part[i + 1] === undefined ? '  ' : hex(part[i + 1] ?? 0, 2)}`;
      const text = Array.from(part, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
      return `${hex(at, 8)}:${cells}  ${text}`;
    },
    '',
  );
  return 0;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function* base64(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'diw:', long: { decode: 'd', 'ignore-garbage': 'i', 'wrap:': 'w' } });
  if (typeof options === 'number') return options;
  if (options.has('d')) return yield* decode(call, options);
  const bytes = yield* readInputs(call, options.operands, 0, Number.POSITIVE_INFINITY);
  if (bytes === undefined) return 1;
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const value = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(value >> shift) & 63] ?? '').join('');
    out += at + 2 < bytes.length ? letters : at + 1 < bytes.length ? `${letters.slice(0, 3)}=` : `${letters.slice(0, 2)}==`;
  }
  const width = Number(options.value('w') ?? 76);
  if (width === 0) yield* print(call.self, out);
  else for (let at = 0; at < out.length; at += width) yield* print(call.self, `${out.slice(at, at + width)}\n`);
  return 0;
}

function* decode(call: Call, options: Options): Sys<number> {
  const input = yield* openInput(call, options.operands[0] ?? '-', 'open');
  if (input === undefined) return 1;
  const text = (yield* readText(call.self, input.file)).replace(/\s/g, '');
  closeInput(input);
  const letters = text.replace(/=+$/, '');
  const isValid = /^[A-Za-z0-9+/]*$/.test(letters) && letters.length % 4 !== 1;
  const out: number[] = [];
  let value = 0;
  let bits = 0;
  for (const letter of letters) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) break;
    value = ((value << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push((value >> bits) & 0xff);
    }
  }
  yield* write(call.self, 1, Uint8Array.from(out));
  return isValid ? 0 : yield* fail(call, call.flavour === 'gnu' ? 'invalid input' : 'truncated input');
}
