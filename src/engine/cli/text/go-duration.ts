/** Go's `time.ParseDuration` and `time.Duration.String()`. */
import { quote } from './quote.ts';

const SECOND = 1000;
const UNITS = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', SECOND],
  ['m', 60 * SECOND],
  ['h', 3600 * SECOND],
]);

/** `1h30m` in milliseconds, or Go's words for what is wrong with it. */
export function parseDuration(text: string): { readonly milliseconds: number } | { readonly problem: string } {
  const unsigned = text.replace(/^[+-]/, '');
  const shown = quote(text);
  if (unsigned === '0') return { milliseconds: 0 };
  if (unsigned === '') return { problem: `time: invalid duration ${shown}` };
  let total = 0;
  for (let rest = unsigned; rest !== ''; ) {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return { problem: `time: invalid duration ${shown}` };
    rest = rest.slice(number.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return { problem: `time: missing unit in duration ${shown}` };
    const factor = UNITS.get(unit);
    if (factor === undefined) return { problem: `time: unknown unit ${quote(unit)} in duration ${shown}` };
    rest = rest.slice(unit.length);
    total += Number(number) * factor;
  }
  return { milliseconds: text.startsWith('-') ? -total : total };
}

/** `time.Duration.String()`: `1h30m0s`, `1.5s`, `250ms` */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${size / 1e3}µs`;
  if (size < 1e9) return `${sign}${size / 1e6}ms`;
  const minutes = Math.floor(size / 6e10);
  const seconds = `${(size - minutes * 6e10) / 1e9}s`;
  if (minutes === 0) return sign + seconds;
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours === 0 ? '' : `${hours}h`}${minutes % 60}m${seconds}`;
}
