/** Spans of time: docker/go-units' `HumanDuration`, Go's `time.ParseDuration`. */

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

/** `About a minute`; each unit is cut off, hours are rounded. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / SECOND);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const exactHours = milliseconds / SECOND / 3600;
  const hours = Math.trunc(exactHours + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(Math.trunc(exactHours) / 24 / 365)} years`;
}

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
