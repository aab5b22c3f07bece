/** printf(3)'s conversions, for `printf`, `awk`, `seq -f` and `stat`. */

export interface Spec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
  /** behind the conversion */
  readonly end: number;
}

const MAX_WIDTH = 10_000;

/** The conversion at the `%` at `at`; undefined where it is none. `star` gives the next argument for a `*`. */
export function parseSpec(format: string, at: number, star: () => bigint): Spec | undefined {
  const match = /^%([-+ #0']*)(\*|\d*)(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|q|j|z|t)*([diouxXfFeEgGaAcsbq])/.exec(
    format.slice(at, at + 64),
  );
  if (match === null) return undefined;
  let flags = match[1] ?? '';
  let width = match[2] === '*' ? Number(star()) : Number(match[2] || 0);
  if (width < 0) {
    flags += '-';
    width = -width;
  }
  const given = match[3];
  const precision = given === undefined ? undefined : given === '*' ? Number(star()) : Number(given || 0);
  return {
    flags,
    width: Math.min(width, MAX_WIDTH),
    precision: precision === undefined || precision < 0 ? undefined : Math.min(precision, MAX_WIDTH),
    conversion: match[4] ?? '',
    end: at + match[0].length,
  };
}

export function formatInteger(spec: Spec, value: bigint): string {
  const { conversion, flags } = spec;
  if (conversion === 'd' || conversion === 'i')
    return justify(spec, value < 0n, digitsOf(spec, (value < 0n ? -value : value).toString()), '');
  const unsigned = BigInt.asUintN(64, value);
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16;
  const digits = digitsOf(spec, unsigned.toString(base));
  const prefix = flags.includes('#') && unsigned !== 0n ? (base === 16 ? '0x' : base === 8 ? '0' : '') : '';
  const text = justify({ ...spec, flags: flags.replace(/[+ ]/g, '') }, false, digits, prefix);
  return conversion === 'X' ? text.toUpperCase() : text;
}

function digitsOf(spec: Spec, digits: string): string {
  if (spec.precision === 0 && digits === '0') return '';
  return digits.padStart(spec.precision ?? 0, '0');
}

function justify(spec: Spec, isNegative: boolean, digits: string, prefix: string): string {
  const { flags, width } = spec;
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const head = sign + prefix;
  if (flags.includes('-')) return (head + digits).padEnd(width);
  const isInteger = 'diouxX'.includes(spec.conversion);
  if (flags.includes('0') && !(isInteger && spec.precision !== undefined)) return head + digits.padStart(width - head.length, '0');
  return (head + digits).padStart(width);
}

export function formatFloat(spec: Spec, value: number): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (!Number.isFinite(value))
    return justify(
      { ...spec, flags: spec.flags.replace('0', '') },
      isNegative && !Number.isNaN(value),
      Number.isNaN(value) ? 'nan' : 'inf',
      '',
    );
  const digits = floatDigits(spec, size);
  const text = justify(spec, isNegative, digits, '');
  return /[FEGA]/.test(spec.conversion) ? text.toUpperCase() : text;
}

function floatDigits(spec: Spec, size: number): string {
  const precision = Math.min(spec.precision ?? 6, 100);
  switch (spec.conversion.toLowerCase()) {
    case 'f':
      return fixed(size, precision);
    case 'e':
      return exponential(size, precision);
    default:
      return general(size, precision === 0 ? 1 : precision, spec.flags.includes('#'));
  }
}

function fixed(size: number, precision: number): string {
  if (size < 1e21) return isTie(size, precision) ? toEven(size, precision) : size.toFixed(precision);
  const whole = BigInt(size).toString();
  return precision === 0 ? whole : `${whole}.${'0'.repeat(precision)}`;
}

/** Halfway between two texts of so many digits, exactly: a double's own digits end soon where it is. */
function isTie(size: number, precision: number): boolean {
  return precision < 60 && /^50*$/.test(size.toFixed(precision + 40).slice(-40));
}

/** C takes the even one of two equally near, JavaScript the larger. */
function toEven(size: number, precision: number): string {
  const below = size
    .toFixed(precision + 1)
    .slice(0, -1)
    .replace(/\.$/, '');
  return /[13579]$/.test(below) ? size.toFixed(precision) : below;
}

function exponential(size: number, precision: number): string {
  const [mantissa = '0', exponent = '+0'] = size.toExponential(precision).split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${mantissa}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}

/** The shorter of `%e` and `%f`, without zeros at the end. */
function general(size: number, precision: number, keepsZeros: boolean): string {
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1] ?? 0);
  const text = exponent < -4 || exponent >= precision ? exponential(size, precision - 1) : fixed(size, precision - 1 - exponent);
  if (keepsZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+($|e)/, '$1');
}
