/** Go's verbs of floating-point numbers. */
import { formatExponent, formatFixed, formatGeneral } from '../text/decimal.ts';
import type { FormatFlags } from './format-flags.ts';

/** From here on the shortest form of a float has an exponent. */
const SHORTEST_EXPONENT = 6;

export function formatFloat(value: number, verb: string, flags: FormatFlags): string {
  const text = signed(digits(value, verb, flags.precision), value, flags);
  const missing = (flags.width ?? 0) - text.length;
  if (missing <= 0) return text;
  if (flags.minus) return text + ' '.repeat(missing);
  if (!flags.zero || !Number.isFinite(value)) return ' '.repeat(missing) + text;
  const sign = /^[+\- ]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function signed(text: string, value: number, flags: FormatFlags): string {
  if (value < 0 || Object.is(value, -0)) return text.startsWith('-') ? text : `-${text}`;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? text : `+${text}`;
  return flags.plus ? `+${text}` : flags.space ? ` ${text}` : text;
}

function digits(value: number, verb: string, precision: number | undefined): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : 'Inf';
  switch (verb) {
    case 'f':
    case 'F':
      return formatFixed(value, precision ?? 6);
    case 'e':
    case 'E': {
      const text = formatExponent(value, precision ?? 6);
      return verb === 'E' ? text.toUpperCase() : text;
    }
    default: {
      const text = precision === undefined ? shortest(value) : formatGeneral(value, precision);
      return verb === 'G' ? text.toUpperCase() : text;
    }
  }
}

function shortest(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 10 ** SHORTEST_EXPONENT)) return goExponent(value.toExponential());
  const text = String(value);
  return text.includes('e') ? value.toFixed(0) : text;
}

/** Two digits at least: `1e+06`. */
function goExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
