/** awk's values: numbers, texts, and texts from outside that look like numbers and then compare as such. */
import { formatFloat, formatInteger, parseSpec } from '../applets/format.ts';
import { decodeText } from '../text.ts';
import { AwkError } from './stops.ts';

/** A field, a line of `getline`, an argument: a number where its text is one. */
export interface InputText {
  readonly text: string;
  /** undefined where it does not look like a number */
  readonly number: number | undefined;
}
/** undefined: a variable that nothing was assigned to */
export type Value = number | string | InputText | undefined;

const NUMBER = /^[ \t\n\r]*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|0[xX][0-9a-fA-F]+)[ \t\n\r]*$/;

export function inputText(text: string): InputText {
  return { text, number: NUMBER.test(text) ? Number(text.trim()) : undefined };
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value !== 'string' && value.number !== undefined) return value.number;
  const text = typeof value === 'string' ? value : value.text;
  return Number(/^[ \t\n\r]*([-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)/.exec(text)?.[1]) || 0;
}

/** How numbers turn into text. */
export interface NumberForm {
  readonly format: string;
  /** mawk keeps whole numbers as C's int and writes larger ones by the format; busybox has long long. */
  readonly dialect: 'gnu' | 'busybox';
}

const MAX_INT = 2 ** 31 - 1;

export function toText(value: Value, form: NumberForm): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return typeof value === 'number' ? numberText(value, form) : value.text;
}

export function numberText(value: number, { format, dialect }: NumberForm): string {
  // What a processor makes of 0/0 is negative, and C says so.
  if (Number.isNaN(value)) return dialect === 'gnu' ? '-nan' : 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Number.isInteger(value) && Math.abs(value) <= (dialect === 'gnu' ? MAX_INT : 1e16 - 1))
    return String(value === 0 ? 0 : value);
  const spec = parseSpec(format, 0, () => 0n);
  return spec === undefined ? String(value) : formatFloat(spec, value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (value === undefined) return false;
  if (typeof value === 'string') return value !== '';
  return value.number === undefined ? value.text !== '' : value.number !== 0;
}

/** As numbers where both are (or look like) numbers, else as texts. */
export function compareValues(a: Value, b: Value, form: NumberForm): number {
  const numeric = (value: Value) => typeof value !== 'string' && (typeof value !== 'object' || value.number !== undefined);
  if (numeric(a) && numeric(b)) {
    const [x, y] = [toNumber(a), toNumber(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [toText(a, form), toText(b, form)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * `printf` and `sprintf`
 *
 * @throws AwkError where mawk lacks a value
 */
export function formatValues(name: 'printf' | 'sprintf', format: string, values: readonly Value[], form: NumberForm): string {
  let out = '';
  let next = 0;
  const take = (): Value => {
    if (next >= values.length && form.dialect === 'gnu')
      throw new AwkError(`run time error: not enough arguments passed to ${name}("${format}")`, true);
    return values[next++];
  };
  for (let at = 0; at < format.length; ) {
    if (format[at] !== '%') {
      out += format[at++];
      continue;
    }
    if (format[at + 1] === '%') {
      out += '%';
      at += 2;
      continue;
    }
    const spec = parseSpec(format, at, () => BigInt(Math.trunc(toNumber(take()))));
    if (spec === undefined) {
      out += format[at++];
      continue;
    }
    const value = take();
    at = spec.end;
    if (spec.conversion === 'c')
      out += pad(
        spec,
        typeof value === 'number' || (typeof value === 'object' && value.number !== undefined)
          ? charOf(toNumber(value), form)
          : (Array.from(toText(value, form))[0] ?? ''),
      );
    else if (spec.conversion === 's') {
      const text = toText(value, form);
      out += pad(spec, spec.precision === undefined ? text : Array.from(text).slice(0, spec.precision).join(''));
    } else if ('diouxX'.includes(spec.conversion)) {
      const number = Math.trunc(toNumber(value));
      out += Number.isFinite(number) ? formatInteger(spec, BigInt(withinInt(number, spec.conversion, form))) : String(number);
    } else out += formatFloat(spec, toNumber(value));
  }
  return out;
}

/** The character of a number, and in mawk the byte. */
function charOf(number: number, { dialect }: NumberForm): string {
  const point = Math.min(0x10ffff, Math.max(0, Math.trunc(number)));
  return dialect === 'gnu' ? decodeText(Uint8Array.of(point & 0xff)) : String.fromCodePoint(point);
}

/** mawk hands C's printf an int. */
function withinInt(number: number, conversion: string, { dialect }: NumberForm): number {
  if (dialect === 'busybox') return number;
  if ('di'.includes(conversion)) return Math.max(-MAX_INT, Math.min(MAX_INT, number));
  return Math.max(0, Math.min(2 ** 32 - 1, number));
}

function pad(spec: { readonly flags: string; readonly width: number }, text: string): string {
  const missing = Math.max(0, spec.width - Array.from(text).length);
  return spec.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}
