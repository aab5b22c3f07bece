/** Go's `time.ParseDuration` and `Duration.String`. */
import { goQuote } from './quote.ts';

const UNITS = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

const LIMIT = 2 ** 63;

export type DurationFault = 'invalid' | 'missingUnit' | 'unknownUnit';
export type ParsedDuration = { readonly nanoseconds: number } | { readonly fault: DurationFault; readonly unit?: string };

export function parseGoDuration(text: string): ParsedDuration {
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return { nanoseconds: 0 };
  if (rest === '') return { fault: 'invalid' };
  let total = 0;
  while (rest !== '') {
    const number = /^(\d+(?:\.\d*)?|\.\d+)/.exec(rest)?.[1];
    // more than 63 bits of nanoseconds, and of digits before any unit
    if (number === undefined || Number.parseInt(number, 10) >= LIMIT) return { fault: 'invalid' };
    rest = rest.slice(number.length);
    const unit = /^[^.0-9]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return { fault: 'missingUnit' };
    const size = UNITS.get(unit);
    if (size === undefined) return { fault: 'unknownUnit', unit };
    total += Number(number) * size;
    if (total >= LIMIT) return { fault: 'invalid' };
    rest = rest.slice(unit.length);
  }
  return { nanoseconds: sign * Math.trunc(total) };
}

/** What `ParseDuration` says of it. */
export function durationProblem(text: string, fault: DurationFault, unit = ''): string {
  if (fault === 'missingUnit') return `time: missing unit in duration ${goQuote(text)}`;
  if (fault === 'unknownUnit') return `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`;
  return `time: invalid duration ${goQuote(text)}`;
}

/** `1h30m` in milliseconds, or Go's words for what is wrong with it. */
export function parseMilliseconds(text: string): { readonly milliseconds: number } | { readonly problem: string } {
  const parsed = parseGoDuration(text);
  if ('fault' in parsed) return { problem: durationProblem(text, parsed.fault, parsed.unit) };
  return { milliseconds: parsed.nanoseconds / 1e6 };
}

/** `1h30m0s`, `1.5s`, `250ms` */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const value = Math.abs(nanoseconds);
  if (value < 1e3) return `${sign}${value}ns`;
  if (value < 1e6) return `${sign}${value / 1e3}µs`;
  if (value < 1e9) return `${sign}${value / 1e6}ms`;
  const hours = Math.floor(value / 3600e9);
  const minutes = Math.floor((value % 3600e9) / 60e9);
  const seconds = (value % 60e9) / 1e9;
  return `${sign}${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
