/** Floating-point numbers as Go writes them: rounded half to even on the exact value, where JavaScript rounds a tie up. */

interface Decimal {
  /** no sign, no point; `exponent` is that of the first digit */
  readonly digits: string;
  readonly exponent: number;
}

/** More digits than any double has that docker prints. */
const EXACT = 100;

/** `%.<precision>f` */
export function formatFixed(value: number, precision: number): string {
  const exact = decimalOf(value);
  const rounded = roundTo(exact, exact.exponent + 1 + precision);
  const whole = rounded.exponent < 0 ? '0' : rounded.digits.slice(0, rounded.exponent + 1).padEnd(rounded.exponent + 1, '0');
  const start = rounded.exponent + 1;
  const fraction = start < 0 ? '0'.repeat(-start) + rounded.digits : rounded.digits.slice(start);
  const shown = precision === 0 ? whole : `${whole}.${fraction.padEnd(precision, '0').slice(0, precision)}`;
  return (value < 0 || Object.is(value, -0) ? '-' : '') + shown;
}

/** `%.<precision>e` */
export function formatExponent(value: number, precision: number): string {
  const { digits, exponent } = roundTo(decimalOf(value), precision + 1);
  const shown = digits.padEnd(precision + 1, '0');
  const mantissa = precision === 0 ? shown.charAt(0) : `${shown.charAt(0)}.${shown.slice(1)}`;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%.<precision>g`: with an exponent below 0.0001 and from `precision` digits before the point on; no zeros at the end. */
export function formatGeneral(value: number, precision: number): string {
  const count = Math.max(precision, 1);
  const plain = formatPlainly(value, count);
  if (plain !== undefined) return plain;
  const { exponent } = roundTo(decimalOf(value), count);
  const text =
    exponent < -4 || exponent >= count ? formatExponent(value, count - 1) : formatFixed(value, Math.max(0, count - 1 - exponent));
  return text.replace(/\.(\d*?)0+(?=e|$)/, (_, digits: string) => (digits === '' ? '' : `.${digits}`));
}

/**
 * What JavaScript itself makes of it, where that is the same: not at a tie, whose next digit is a 5 with nothing behind, and not where one of
 * the two writes an exponent.
 */
function formatPlainly(value: number, count: number): string | undefined {
  if (!(value >= 0.001) || count > 20 || value.toPrecision(count + 1).endsWith('5')) return undefined;
  const text = value.toPrecision(count);
  if (text.includes('e')) return undefined;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential(EXACT).split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/** `count` may be 0 or less: then all digits fall away, or one carries into a new place. */
function roundTo({ digits, exponent }: Decimal, count: number): Decimal {
  if (count < 0) return { digits: '', exponent };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const isTie = /^50*$/.test(rest);
  const roundsUp = isTie ? Number(kept.at(-1) ?? 0) % 2 === 1 : rest >= '5';
  if (!roundsUp) return { digits: kept, exponent };
  const raised = (BigInt(kept || '0') + 1n).toString().padStart(kept.length, '0');
  return raised.length > kept.length ? { digits: raised, exponent: exponent + 1 } : { digits: raised, exponent };
}
