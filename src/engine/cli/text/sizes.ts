/** Sizes as docker/go-units writes and reads them. */
import { formatGeneral } from './decimal.ts';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** `HumanSize`: base 1000, four significant digits: `301.8kB`. */
export function humanSize(bytes: number): string {
  return humanSizeWithPrecision(bytes, 4);
}

/** Base 1000. Four digits before the point and a precision of 3 make Go switch to `1e+03kB`, which docker prints. */
export function humanSizeWithPrecision(bytes: number, precision: number): string {
  const known = latest.get(bytes);
  if (known?.precision === precision) return known.text;
  const text = scale(bytes, 1000, DECIMAL, precision);
  if (latest.size >= KEPT) latest.clear();
  latest.set(bytes, { precision, text });
  return text;
}

/** A list of images says the same sizes again and again. */
const latest = new Map<number, { readonly precision: number; readonly text: string }>();
const KEPT = 256;

/** `BytesSize`: base 1024: `1.5KiB`. */
export function binarySize(bytes: number): string {
  return scale(bytes, 1024, BINARY, 4);
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
