/** Sizes as docker/go-units writes and reads them. */
import { formatGeneral } from './decimal.ts';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];
const BINARY_FACTORS = new Map([
  ['', 1],
  ['b', 1],
  ['k', 1024],
  ['m', 1024 ** 2],
  ['g', 1024 ** 3],
  ['t', 1024 ** 4],
  ['p', 1024 ** 5],
]);

/** `HumanSize`: base 1000, four significant digits: `301.8kB`. */
export function humanSize(bytes: number): string {
  return humanSizeWithPrecision(bytes, 4);
}

/** Base 1000. Four digits before the point and a precision of 3 make Go switch to `1e+03kB`, which docker prints. */
export function humanSizeWithPrecision(bytes: number, precision: number): string {
  return scale(bytes, 1000, DECIMAL, precision);
}

/** `BytesSize`: base 1024: `1.5KiB`. */
export function binarySize(bytes: number): string {
  return scale(bytes, 1024, BINARY, 4);
}

/** `RAMInBytes`: `512m`, `1.5g`, `1GiB`; base 1024. Undefined where it is no size. */
export function parseBinarySize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])(?:i?b)?|b)?$/i.exec(text);
  const factor = BINARY_FACTORS.get((match?.[2] ?? '').toLowerCase());
  return match?.[1] === undefined || factor === undefined ? undefined : Math.trunc(Number(match[1]) * factor);
}

function scale(bytes: number, base: number, units: readonly string[], precision: number): string {
  let size = bytes;
  let at = 0;
  while (size >= base && at < units.length - 1) {
    size /= base;
    at += 1;
  }
  return formatGeneral(size, precision) + (units[at] ?? '');
}
