import { complain, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { readEscape } from './escapes.ts';
import { formatFloat, formatInteger, parseSpec, type Spec } from './format.ts';
import { showUsage } from './options.ts';

/** printf(1): the format is used again until all arguments are. */
export function* printf(call: Call): Sys<number> {
  const [first, ...others] = call.args;
  const args = first === '--' ? others : call.args;
  const [format, ...values] = args;
  if (format === undefined) return yield* usage(call);
  const state: State = { call, status: 0, values, at: 0, text: '' };
  for (;;) {
    const before = state.at;
    const out = yield* formatOnce(state, format);
    yield* printPending(state);
    if (out.stops || state.at >= values.length || state.at === before) break;
    call.self.system.step(call.self);
  }
  return state.status;
}

interface State {
  readonly call: Call;
  status: number;
  readonly values: readonly string[];
  at: number;
  /** formatted, and not printed yet */
  text: string;
}

function* usage(call: Call): Sys<number> {
  if (call.builtin !== undefined && call.flavour === 'gnu') {
    yield* complain(call.self, 'printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  if (call.flavour === 'gnu' || call.builtin === undefined) return yield* showUsage(call);
  return yield* fail(call, 'usage: printf FORMAT [ARGUMENT...]', 2);
}

function* formatOnce(state: State, format: string): Sys<{ readonly stops: boolean }> {
  state.text = '';
  for (let at = 0; at < format.length; ) {
    const char = format[at];
    if (char === '\\') {
      if (format[at + 1] === 'c') return { stops: true };
      const escape = readEscape(format, at + 1, 'format');
      if (escape === 'stop') return { stops: true };
      state.text += escape.text;
      at = escape.end;
    } else if (char === '%' && format[at + 1] === '%') {
      state.text += '%';
      at += 2;
    } else if (char === '%') {
      const spec = parseSpec(format, at, () => toInteger(state.values[state.at++] ?? '0') ?? 0n);
      if (spec === undefined || (spec.conversion === 'q' && state.call.flavour === 'busybox')) {
        yield* printPending(state);
        state.status = yield* fail(
          state.call,
          state.call.flavour === 'gnu'
            ? `${format.slice(at, at + 2)}: invalid directive`
            : `${format.slice(at).replace(/^(%[-+ #0-9.*]*)[hlLjzt]+/, '$1')}: invalid format`,
        );
        return { stops: true };
      }
      const value = yield* convert(state, spec);
      if (value === undefined) return { stops: true };
      state.text += value;
      at = spec.end;
    } else {
      state.text += char;
      at += 1;
    }
  }
  return { stops: false };
}

/** What was formatted stands before the complaint about what comes next. */
function* printPending(state: State): Sys<void> {
  yield* print(state.call.self, state.text);
  state.text = '';
}

/** Undefined where `%b` says that nothing more is printed. */
function* convert(state: State, spec: Spec): Sys<string | undefined> {
  const value = state.values[state.at];
  state.at += 1;
  if (spec.conversion === 's')
    return pad(
      spec,
      spec.precision === undefined
        ? (value ?? '')
        : Array.from(value ?? '')
            .slice(0, spec.precision)
            .join(''),
    );
  if (spec.conversion === 'c') return pad(spec, Array.from(value ?? '')[0] ?? '');
  if (spec.conversion === 'q') return pad(spec, quoted(value ?? ''));
  if (spec.conversion === 'b') return expandEscapes(value ?? '');
  if ('diouxX'.includes(spec.conversion)) return formatInteger(spec, yield* integerOf(state, value, spec.conversion));
  return formatFloat(spec, yield* floatOf(state, value));
}

/** `%q`: readable by a shell again */
function quoted(text: string): string {
  if (text === '') return "''";
  if (/[\n\t\x00-\x1f\x7f]/.test(text))
    return `$'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
  return text.replace(/[^A-Za-z0-9_@%+=:,./\-\u0080-\u{10ffff}]/gu, '\\$&');
}

function pad(spec: Spec, text: string): string {
  const missing = Math.max(0, spec.width - Array.from(text).length);
  return spec.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function expandEscapes(text: string): string | undefined {
  let out = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\\') {
      out += text[at++];
      continue;
    }
    const escape = readEscape(text, at + 1, /[0-7]/.test(text[at + 1] ?? '') && text[at + 1] !== '0' ? 'format' : 'echo');
    if (escape === 'stop') return undefined;
    out += escape.text;
    at = escape.end;
  }
  return out;
}

/** Decimal, octal, hexadecimal, or `'c` for a character's number. */
function toInteger(text: string): bigint | undefined {
  if (/^["']./.test(text)) return BigInt(text.codePointAt(1) ?? 0);
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  if (match === null) return undefined;
  const digits = match[2] ?? '0';
  const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return match[1] === '-' ? -value : value;
}

/** The nearest that C's long long holds, or its unsigned sister. */
function withinRange(value: bigint, conversion: string): bigint {
  const least = -(2n ** 63n);
  const isSigned = 'di'.includes(conversion);
  const most = isSigned ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  if (value < least) return isSigned ? least : most;
  return value > most ? most : value;
}

function* complainOfSize(state: State, text: string): Sys<void> {
  const { call } = state;
  yield* printPending(state);
  // bash's own only warns.
  if (call.builtin !== undefined && call.flavour === 'gnu') {
    yield* fail(call, `warning: ${text}: Numerical result out of range`);
    return;
  }
  state.status = yield* fail(
    call,
    call.flavour === 'gnu' ? `‘${text}’: Numerical result out of range` : `invalid number '${text}'`,
  );
}

function* integerOf(state: State, text: string | undefined, conversion = 'd'): Sys<bigint> {
  if (text === undefined && state.call.flavour === 'gnu') return 0n;
  const value = toInteger(text ?? '');
  if (value !== undefined) {
    const nearest = withinRange(value, conversion);
    if (nearest === value) return value;
    yield* complainOfSize(state, text ?? '');
    return state.call.flavour === 'gnu' ? nearest : 0n;
  }
  yield* complainOfNumber(state, text ?? '');
  const start = /^\s*[+-]?\d+/.exec(text ?? '')?.[0];
  return start === undefined || state.call.flavour === 'busybox' ? 0n : BigInt(start.trim().replace('+', ''));
}

function* floatOf(state: State, text: string | undefined): Sys<number> {
  if (text === undefined && state.call.flavour === 'gnu') return 0;
  return yield* floatIn(state, text ?? '');
}

function* floatIn(state: State, text: string): Sys<number> {
  if (/^["']./.test(text)) return text.codePointAt(1) ?? 0;
  if (/^\s*[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|0[xX][0-9a-fA-F]+)$/.test(text)) return Number(text);
  yield* complainOfNumber(state, text);
  const start = /^\s*[+-]?(\d+\.?\d*|\.\d+)/.exec(text)?.[0];
  return start === undefined ? 0 : Number(start);
}

function* complainOfNumber(state: State, text: string): Sys<void> {
  const { call } = state;
  const isBash = call.builtin !== undefined && call.flavour === 'gnu';
  const words =
    call.flavour === 'busybox'
      ? `invalid number '${text}'`
      : isBash
        ? `${text}: invalid number`
        : /^\s*[+-]?\d/.test(text)
          ? `'${text}': value not completely converted`
          : `'${text}': expected a numeric value`;
  yield* printPending(state);
  state.status = yield* fail(call, words);
}
