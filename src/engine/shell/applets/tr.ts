import { bytesOf } from '../kernel/devices.ts';
import { joinBytes, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { CLASSES } from '../lang/pattern.ts';
import { decodeText } from '../text.ts';
import { type Call, fail } from './applet.ts';
import { readEscape } from './escapes.ts';
import { readOptions, showUsage } from './options.ts';

const LONG = { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' };

export function* tr(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'cCdst', long: LONG, stopsAtOperand: true });
  if (typeof options === 'number') return options;
  const [first, second] = options.operands;
  if (first === undefined) return yield* showUsage(call);
  const deletes = options.has('d');
  const squeezes = options.has('s');
  if (second === undefined && !deletes && !squeezes && call.flavour === 'gnu')
    return yield* showUsage(call, `missing operand after ‘${first}’\nTwo strings must be given when translating.`);
  const reversed = call.flavour === 'gnu' ? (findReversed(first) ?? findReversed(second ?? '')) : undefined;
  if (reversed !== undefined) return yield* fail(call, `range-endpoints of '${reversed}' are in reverse collating sequence order`);
  const from = expandSet(first, call.isSmall);
  if (second === '' && !deletes && from.length > 0)
    return yield* fail(
      call,
      call.flavour === 'gnu' ? 'when not truncating set1, string2 must be non-empty' : 'STRING2 cannot be empty',
    );
  const complement = options.has('c') || options.has('C');
  const to = second === undefined ? [] : expandSet(second, call.isSmall);
  const isIn = new Set(from);
  const inFirst = (char: string) => isIn.has(char) !== complement;
  const table = new Map<string, string>();
  if (!complement) for (const [index, char] of from.entries()) table.set(char, to[Math.min(index, to.length - 1)] ?? char);
  const last = to.at(-1);
  const squeezed = new Set(second === undefined || (deletes && squeezes) ? [] : to);
  const isSqueezed = (char: string) =>
    squeezes && (second === undefined ? inFirst(char) : deletes ? to.includes(char) : squeezed.has(char));
  let previous = '';
  yield* eachChunk(call, (text) => {
    let out = '';
    for (const char of text) {
      if (deletes && inFirst(char)) continue;
      let next = char;
      if (!deletes && second !== undefined && inFirst(char)) next = complement ? (last ?? char) : (table.get(char) ?? char);
      if (isSqueezed(next) && next === previous) continue;
      previous = next;
      out += next;
    }
    return out;
  });
  return 0;
}

function* eachChunk(call: Call, change: (text: string) => string): Sys<void> {
  const file = call.self.fds.get(0);
  let rest = new Uint8Array();
  while (file !== undefined) {
    call.self.system.step(call.self);
    const part = yield* file.read(call.self, 65_536);
    if (part === undefined) break;
    const bytes = joinBytes([rest, yield* bytesOf(call.self, part)]);
    // A character is never cut in two: up to three bytes wait for the next chunk.
    let end = bytes.length;
    while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
    if (end > 0 && (bytes[end - 1] ?? 0) >= 0xc0) end -= 1;
    else end = bytes.length;
    rest = bytes.slice(end);
    yield* print(call.self, change(decodeText(bytes.subarray(0, end))));
  }
  if (rest.length > 0) yield* print(call.self, change(decodeText(rest)));
}

/** Ranges, classes and escapes written out. */
function expandSet(text: string, isSmall = false): readonly string[] {
  const out: string[] = [];
  const chars = unescapeSet(text);
  for (let at = 0; at < chars.length; at++) {
    const { char = '', isPlain = false } = chars[at] ?? {};
    const rest = chars
      .slice(at, at + 14)
      .map((one) => one.char)
      .join('');
    const named = isPlain && !isSmall ? /^\[:([a-z]+):\]/.exec(rest) : null;
    const repeated = isPlain && !isSmall ? /^\[(.)\*(\d*)\]/s.exec(rest) : null;
    const high = chars[at + 2];
    if (named !== null && CLASSES.has(named[1] ?? '')) {
      out.push(...classMembers(named[1] ?? ''));
      at += named[0].length - 1;
    } else if (repeated !== null) {
      for (let left = Number(repeated[2] || 256); left > 0 && out.length < 4096; left--) out.push(repeated[1] ?? '');
      at += repeated[0].length - 1;
    } else if (chars[at + 1]?.char === '-' && chars[at + 1]?.isPlain === true && high !== undefined) {
      for (let code = char.codePointAt(0) ?? 0; code <= (high.char.codePointAt(0) ?? 0) && out.length < 70_000; code++)
        out.push(String.fromCodePoint(code));
      at += 2;
    } else out.push(char);
  }
  return out;
}

/** A range that goes down, which GNU refuses and busybox finds empty. */
function findReversed(text: string): string | undefined {
  const chars = unescapeSet(text);
  const at = chars.findIndex(
    ({ char }, index) =>
      chars[index + 1]?.char === '-' && chars[index + 1]?.isPlain === true && (chars[index + 2]?.char ?? char) < char,
  );
  return at < 0 ? undefined : `${chars[at]?.char}-${chars[at + 2]?.char}`;
}

function unescapeSet(text: string): readonly { readonly char: string; readonly isPlain: boolean }[] {
  const out: { char: string; isPlain: boolean }[] = [];
  const chars = Array.from(text);
  for (let at = 0; at < chars.length; at++) {
    if (chars[at] !== '\\' || at + 1 >= chars.length) {
      out.push({ char: chars[at] ?? '', isPlain: true });
      continue;
    }
    const source = chars.slice(at).join('');
    const escape = readEscape(source, 1, 'format');
    if (escape === 'stop') continue;
    const isKnown = !escape.text.startsWith('\\') || escape.text === '\\';
    out.push({ char: isKnown ? escape.text : (chars[at + 1] ?? ''), isPlain: false });
    at += escape.end - 1;
  }
  return out;
}

function classMembers(name: string): readonly string[] {
  const members: string[] = [];
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (CLASSES.get(name)?.test(char) === true) members.push(char);
  }
  return members;
}
