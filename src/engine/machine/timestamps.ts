/**
 * Times as Docker writes them: RFC 3339, UTC, up to nine digits of a second, no zeros at their end (Go's `time.RFC3339Nano`).
 * The machine's clock has milliseconds; the six digits below are drawn (`drawTimestamp`).
 */

import { InvariantError } from '../errors.ts';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const MINUTE = 60_000;

/** `nanoseconds` are those below one millisecond. */
export function formatTimestamp(ms: number, nanoseconds = 0): string {
  const whole = Math.floor(ms / 1000);
  const fraction = `${String(Math.floor(ms - whole * 1000)).padStart(3, '0')}${String(nanoseconds).padStart(6, '0')}`.replace(
    /0+$/,
    '',
  );
  const { year, month, day } = civilDate(Math.floor(whole / 86_400));
  const second = whole - Math.floor(whole / 86_400) * 86_400;
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${date}T${time}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** Milliseconds since 1970, with a fraction; undefined where the text is no date. */
export function parseTimestamp(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const offset = (part(9) * 60 + part(10)) * (match[8] === '-' ? -1 : 1);
  const seconds = daysSince1970(part(1), part(2), part(3)) * 86_400 + part(4) * 3600 + part(5) * 60 + part(6);
  return seconds * 1000 + Number(`0.${match[7] ?? 0}`) * 1000 - offset * MINUTE;
}

/** Days to the proleptic Gregorian date and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function civilDate(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
  if (!Number.isFinite(days)) throw new InvariantError(`no date: ${year}-${month}-${day}`);
  return days;
}
