/** Programs that only print or wait: `seq`, `yes`, `sleep`, `clear`, `factor`. */
import { print } from '../kernel/io.ts';
import { sleep as pause, type Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { formatFloat, parseSpec } from './format.ts';
import { readOptions, showUsage } from './options.ts';

export function* yes(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: '' });
  if (typeof options === 'number') return options;
  const line = `${options.operands.length === 0 ? 'y' : options.operands.join(' ')}\n`;
  const block = line.repeat(Math.max(1, Math.floor(4096 / line.length)));
  for (;;) {
    call.self.system.step(call.self);
    yield* print(call.self, block);
  }
}

/** The sum of its arguments, each with `s`, `m`, `h` or `d`. Busybox's looks for no options: `-1` and `--` are bad numbers. */
export function* sleep(call: Call): Sys<number> {
  const isPlain = call.flavour === 'busybox' && call.args[0] !== '--help';
  const options = yield* readOptions(isPlain ? { ...call, args: ['--', ...call.args] } : call, { short: '' });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  let seconds = 0;
  for (const text of options.operands) {
    const value = parseDuration(text, call.isSmall);
    if (value === undefined)
      return call.flavour === 'gnu'
        ? yield* showUsage(call, `invalid time interval ‘${text}’`)
        : yield* fail(call, `invalid number '${text}'`);
    seconds += value;
  }
  // Longer than a thousand years is for ever.
  if (seconds > 3e10) for (;;) yield* pause(call.self, 3e13);
  yield* pause(call.self, seconds * 1000);
  return 0;
}

/** In seconds. @param isWhole a busybox built without fractions of seconds */
export function parseDuration(text: string, isWhole = false): number | undefined {
  if (/^(inf|infinity)$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (isWhole && text.includes('.')) return undefined;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  const factor = { s: 1, m: 60, h: 3600, d: 86_400 }[match[2] || 's'] ?? 1;
  return Number(match[1]) * factor;
}

const MAX_COUNT = 1_000_000;

export function* seq(call: Call): Sys<number> {
  // GNU's takes negative numbers for what they are, busybox's only behind the first number.
  const isGnu = call.flavour === 'gnu';
  const args = isGnu ? call.args.map((arg) => (/^-[\d.]/.test(arg) ? `\0${arg}` : arg)) : call.args;
  const options = yield* readOptions(
    { ...call, args },
    { short: 'f:s:w', stopsAtOperand: !isGnu, long: { 'format:': 'f', 'separator:': 's', 'equal-width': 'w' } },
  );
  if (typeof options === 'number') return options;
  const numbers = options.operands.map((text) => text.replace('\0', ''));
  if (numbers.length === 0) return yield* showUsage(call);
  if (numbers.length > 3) return yield* showUsage(call, `extra operand ‘${numbers[3]}’`);
  const bad = numbers.find((text) => !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text));
  if (bad !== undefined) return yield* showUsage(call, `invalid floating point argument: ‘${bad}’`);
  const [first, step, last] =
    numbers.length === 1 ? ['1', '1', numbers[0]] : numbers.length === 2 ? [numbers[0], '1', numbers[1]] : numbers;
  const [start, increment, end] = [Number(first), Number(step), Number(last)];
  if (increment === 0 && isGnu) return yield* showUsage(call, `invalid Zero increment value: ‘${step}’`);
  const digits = Math.max(fractionDigits(first), fractionDigits(step));
  const count = increment === 0 ? Number.POSITIVE_INFINITY : Math.floor((end - start) / increment + 1e-9) + 1;
  if (count <= 0) return 0;
  const width = options.has('w')
    ? Math.max(start.toFixed(digits).length, (increment === 0 ? start : start + (count - 1) * increment).toFixed(digits).length)
    : 0;
  const format = options.value('f');
  const separator = options.value('s') ?? '\n';
  for (let i = 0; i < count; i++) {
    if (i % 256 === 0) call.self.system.step(call.self, i > MAX_COUNT ? 10 : 1);
    const value = start + i * increment;
    yield* print(
      call.self,
      (i === 0 ? '' : separator) + (format === undefined ? padded(value, digits, width) : formatted(format, value)),
    );
  }
  yield* print(call.self, '\n');
  return 0;
}

function fractionDigits(text: string | undefined): number {
  return /\.(\d+)/.exec(text ?? '')?.[1]?.length ?? 0;
}

function padded(value: number, digits: number, width: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 ? `-${text.padStart(width - 1, '0')}` : text.padStart(width, '0');
}

function formatted(format: string, value: number): string {
  const at = format.search(/%[^%]/);
  const spec = at < 0 ? undefined : parseSpec(format, at, () => 0n);
  if (spec === undefined) return format;
  return format.slice(0, at).replaceAll('%%', '%') + formatFloat(spec, value) + format.slice(spec.end).replaceAll('%%', '%');
}

export function* clear(call: Call): Sys<number> {
  yield* print(call.self, '\x1b[H\x1b[J');
  return 0;
}

export function* factor(call: Call): Sys<number> {
  for (const text of call.args) {
    let rest = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (rest === 0)
      return yield* fail(call, call.flavour === 'gnu' ? `‘${text}’ is not a valid positive integer` : `invalid number '${text}'`);
    let out = `${rest}:`;
    for (let prime = 2; prime * prime <= rest; prime += prime === 2 ? 1 : 2) {
      if (prime % 1001 === 0) call.self.system.step(call.self);
      while (rest % prime === 0) {
        out += ` ${prime}`;
        rest /= prime;
      }
    }
    yield* print(call.self, `${out}${rest > 1 ? ` ${rest}` : ''}\n`);
  }
  return 0;
}
