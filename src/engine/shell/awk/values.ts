/** awk's values: numbers, texts, and texts from outside that look like numbers and then compare as such. */
import { formatFloat, formatInteger, parseSpec } from '../applets/format.ts';

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

export function toText(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return typeof value === 'number' ? numberText(value, format) : value.text;
}

export function numberText(value: number, format: string): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
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
export function compareValues(a: Value, b: Value, format: string): number {
  const numeric = (value: Value) => typeof value !== 'string' && (typeof value !== 'object' || value.number !== undefined);
  if (numeric(a) && numeric(b)) {
    const [x, y] = [toNumber(a), toNumber(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [toText(a, format), toText(b, format)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `printf` and `sprintf` */
export function formatValues(format: string, values: readonly Value[], convert: string): string {
  let out = '';
  let next = 0;
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
    const spec = parseSpec(format, at, () => BigInt(Math.trunc(toNumber(values[next++]))));
    if (spec === undefined) {
      out += format[at++];
      continue;
    }
    const value = values[next++];
    at = spec.end;
    if (spec.conversion === 'c')
      out += pad(
        spec,
        typeof value === 'number' || (typeof value === 'object' && value.number !== undefined)
          ? String.fromCodePoint(Math.min(0x10ffff, Math.max(0, Math.trunc(toNumber(value)))))
          : (Array.from(toText(value, convert))[0] ?? ''),
      );
    else if (spec.conversion === 's') {
      const text = toText(value, convert);
      out += pad(spec, spec.precision === undefined ? text : Array.from(text).slice(0, spec.precision).join(''));
    } else if ('diouxX'.includes(spec.conversion)) {
      const number = Math.trunc(toNumber(value));
      out += Number.isFinite(number) ? formatInteger(spec, BigInt(number)) : String(number);
    } else out += formatFloat(spec, toNumber(value));
  }
  return out;
}

function pad(spec: { readonly flags: string; readonly width: number }, text: string): string {
  const missing = Math.max(0, spec.width - Array.from(text).length);
  return spec.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}
