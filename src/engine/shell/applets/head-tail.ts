/** `head` and `tail`. */
import { type Content, concatContents, contentOf, EMPTY, sliceContent } from '../../bytes/content.ts';
import { bytesOf } from '../kernel/devices.ts';
import { flush, readAll, write } from '../kernel/io.ts';
import { type Sys, sleep } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { closeInput, type Input, openInput } from './inputs.ts';
import { type Options, readOptions } from './options.ts';
import { parseSize } from './sizes.ts';

const NEWLINE = 10;
const CHUNK = 65_536;

interface Amount {
  readonly count: number;
  readonly unit: 'lines' | 'bytes';
  /** `head -n -3` (all but), `tail -n +3` (from) */
  readonly sign: '' | '-' | '+';
}

const LONG = {
  'lines:': 'n',
  'bytes:': 'c',
  quiet: 'q',
  silent: 'q',
  verbose: 'v',
  'follow?': 'f',
  retry: '%retry',
  'pid:': '%pid',
  'sleep-interval:': 's',
  'zero-terminated': 'z',
};

export function* head(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'n:c:qvz', long: LONG, digits: 'n' });
  if (typeof options === 'number') return options;
  const amount = yield* readAmount(call, options, 'head');
  if (typeof amount === 'number') return amount;
  return yield* eachFile(call, options, (input) =>
    amount.sign === '-' ? headAllBut(call, input, amount) : headFirst(call, input, amount),
  );
}

export function* tail(call: Call): Sys<number> {
  const args = call.args.map((arg, index) => (index === 0 && call.isSmall !== true && /^\+\d+$/.test(arg) ? `-n${arg}` : arg));
  const options = yield* readOptions({ ...call, args }, { short: 'fFn:c:qvs:z', long: LONG, digits: 'n' });
  if (typeof options === 'number') return options;
  const amount = yield* readAmount(call, options, 'tail');
  if (typeof amount === 'number') return amount;
  const follows = options.has('f') || options.has('F');
  const last: Input[] = [];
  const status = yield* eachFile(call, options, function* (input) {
    yield* write(call.self, 1, yield* tailOf(call, input, amount));
    if (!follows) return;
    input.file.refs += 1;
    last.push(input);
  });
  return follows && last.length > 0 ? yield* follow(call, last, options) : status;
}

function* readAmount(call: Call, options: Options, kind: 'head' | 'tail'): Sys<Amount | number> {
  const letter = options.last('nc') ?? 'n';
  const text = options.value(letter) ?? '10';
  const match = /^([-+]?)(.*)$/.exec(text);
  const count = parseSize(match?.[2] ?? '');
  const unit = letter === 'c' ? 'bytes' : 'lines';
  if (count === undefined || (call.isSmall === true && kind === 'head' && text.startsWith('-')))
    return yield* fail(call, call.flavour === 'gnu' ? `invalid number of ${unit}: ‘${text}’` : `invalid number '${text}'`);
  const sign = match?.[1] ?? '';
  return { count, unit, sign: sign === '-' && kind === 'head' ? '-' : sign === '+' && kind === 'tail' ? '+' : '' };
}

/** With a header where there are several files. */
function* eachFile(call: Call, options: Options, show: (input: Input) => Sys<void>): Sys<number> {
  const names = options.operands.length === 0 ? ['-'] : options.operands;
  if (call.flavour === 'busybox' && call.name === 'tail') return yield* eachOpened(call, options, names, show);
  const withHeaders = options.last('qv') === 'v' || (names.length > 1 && !options.has('q'));
  let status = 0;
  let isFirst = true;
  for (const name of names) {
    const input = yield* openInput(call, name, call.flavour === 'gnu' ? 'head' : 'plain');
    if (input === undefined) {
      status = 1;
      if (call.flavour === 'busybox') isFirst = false;
      continue;
    }
    if (withHeaders) yield* write(call.self, 1, `${isFirst ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
    isFirst = false;
    yield* show(input);
    closeInput(input);
  }
  return status;
}

/** busybox' tail opens all files first, and counts only those that are there. */
function* eachOpened(call: Call, options: Options, names: readonly string[], show: (input: Input) => Sys<void>): Sys<number> {
  const inputs: Input[] = [];
  for (const name of names) {
    const input = yield* openInput(call, name, 'open');
    if (input !== undefined) inputs.push(input);
  }
  if (inputs.length === 0) return yield* fail(call, 'no files');
  const withHeaders = options.last('qv') === 'v' || (inputs.length > 1 && !options.has('q'));
  for (const [index, input] of inputs.entries()) {
    const name = input.name === '-' ? 'standard input' : input.name;
    if (withHeaders) yield* write(call.self, 1, `${index === 0 ? '' : '\n'}==> ${name} <==\n`);
    yield* show(input);
    closeInput(input);
  }
  return inputs.length < names.length ? 1 : 0;
}

function* headFirst(call: Call, { file }: Input, { count, unit }: Amount): Sys<void> {
  let rest = count;
  while (rest > 0) {
    call.self.system.step(call.self);
    const part = yield* file.read(call.self, unit === 'bytes' ? Math.min(rest, 1 << 20) : CHUNK);
    if (part === undefined) return;
    if (unit === 'bytes') {
      rest -= part.size;
      yield* write(call.self, 1, part);
      continue;
    }
    const bytes = yield* bytesOf(call.self, part);
    let end = 0;
    while (rest > 0 && end < bytes.length) {
      const newline = bytes.indexOf(NEWLINE, end);
      if (newline < 0) {
        end = bytes.length;
        break;
      }
      end = newline + 1;
      rest -= 1;
    }
    yield* write(call.self, 1, sliceContent(part, 0, end));
    if (rest === 0) file.unread?.(sliceContent(part, end));
  }
}

function* headAllBut(call: Call, { file }: Input, { count, unit }: Amount): Sys<void> {
  const all = yield* readAll(call.self, file);
  const end = unit === 'bytes' ? all.size - count : startOfLast(yield* bytesOf(call.self, all), count);
  yield* write(call.self, 1, sliceContent(all, 0, Math.max(0, end)));
}

function* tailOf(call: Call, { file }: Input, { count, unit, sign }: Amount): Sys<Content> {
  if (sign === '+') {
    const all = yield* readAll(call.self, file);
    if (unit === 'bytes') return sliceContent(all, Math.max(0, count - 1));
    return sliceContent(all, startOfLine(yield* bytesOf(call.self, all), count));
  }
  let kept = EMPTY;
  for (;;) {
    call.self.system.step(call.self);
    const part = yield* file.read(call.self, 1 << 20);
    if (part === undefined) break;
    kept = concatContents([kept, part]);
    if (unit === 'bytes') kept = sliceContent(kept, kept.size - count);
    else {
      const bytes = yield* bytesOf(call.self, kept);
      kept = contentOf(bytes.subarray(startOfLast(bytes, count)));
    }
  }
  return kept;
}

/** where the last `count` lines begin */
function startOfLast(bytes: Uint8Array, count: number): number {
  if (count === 0) return bytes.length;
  let at = bytes.length - (bytes.at(-1) === NEWLINE ? 1 : 0);
  for (let left = count; left > 0; left--) {
    if (at === 0) return 0;
    at = bytes.lastIndexOf(NEWLINE, at - 1);
    if (at < 0) return 0;
  }
  return at + 1;
}

function startOfLine(bytes: Uint8Array, line: number): number {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline < 0) return bytes.length;
    at = newline + 1;
  }
  return at;
}

/** `-f`: looks again every second, for ever. */
function* follow(call: Call, inputs: readonly Input[], options: Options): Sys<number> {
  const interval = (Number(options.value('s') ?? 1) || 1) * 1000;
  yield* flush(call.self);
  for (;;) {
    yield* sleep(call.self, interval);
    for (const { file } of inputs) {
      call.self.system.step(call.self);
      const part = yield* file.read(call.self, Number.MAX_SAFE_INTEGER);
      if (part !== undefined) yield* write(call.self, 1, part);
    }
  }
}
