/**
 * What GNU `date -d` and `touch -d` read (gnulib `parse-datetime.y`): items in any order, dates, times of day, days of the week and
 * what is added to them. `2021-03-04 10:00 +1 day`, `4 March 2021`, `next monday`, `20210304`, `@100`.
 */
import { indexOfName, utcDay } from './date-words.ts';
import { DAYS, MONTHS } from './dates.ts';

interface Reading {
  year: number | undefined;
  month: number | undefined;
  day: number | undefined;
  /** of the day; undefined where no time was said */
  seconds: number | undefined;
  /** of the zone, to take off */
  zone: number;
  weekday: { readonly index: number; readonly ordinal: number } | undefined;
  readonly added: { years: number; months: number; days: number; seconds: number };
  isRelative: boolean;
}

/** Takes the reading further; false where it does not fit. */
type Act = (match: RegExpExecArray, reading: Reading) => boolean;

const DAY = 86_400;
const SECONDS = new Map([
  ['sec', 1],
  ['second', 1],
  ['min', 60],
  ['minute', 60],
  ['hour', 3600],
]);
const SPANS = new Map([
  ['day', 1],
  ['week', 7],
  ['fortnight', 14],
]);
const COUNTS = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);
const NAMED = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['now', 0],
  ['tomorrow', 1],
]);
const COUNT = '(?:([+-]?\\s*\\d+|last|this|next)\\s*)?';
const MONTH = '([a-z]{3,9})';

const ITEMS: readonly (readonly [RegExp, Act])[] = [
  [/^(\d{1,4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/, (m, r) => setDate(r, yearOf(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)/, (m, r) => setDate(r, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{1,2})\/(\d{1,2})(?:\/(\d{1,4}))?(?!\d)/, (m, r) => setDate(r, yearOf(m[3]), Number(m[1]), Number(m[2]))],
  [/^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:\s*([ap])\.?m\.?(?![a-z]))?(?:\s*([+-])(\d{1,2}):?(\d{2})?(?!\d))?/, setClock],
  [/^(\d{1,2})\s*([ap])\.?m\.?(?![a-z])/, ([, hour, half], r) => setTime(r, hourOf(Number(hour), half), 0, 0)],
  [new RegExp(`^${COUNT}(year|month|fortnight|week|day|hour|minute|min|second|sec)s?(?![a-z])(?:\\s*(ago)(?![a-z]))?`), add],
  [/^(yesterday|today|now|tomorrow)(?![a-z])/, addNamed],
  [
    new RegExp(`^(\\d{1,2})[\\s-]*${MONTH}(?![a-z])(?:[\\s-]*(\\d{2,})(?![\\d:]))?`),
    ([, day, month, year], r) => setMonth(r, month, day, year),
  ],
  [
    new RegExp(`^${MONTH}(?![a-z])\\s*(\\d{1,2})(?![\\d:])(?:\\s*,\\s*(\\d{2,})(?![\\d:]))?`),
    ([, month, day, year], r) => setMonth(r, month, day, year),
  ],
  [/^(?:(last|this|next)\s*)?([a-z]{3,9})(?![a-z])\.?,?/, setWeekday],
  [/^(?:utc|gmt|z)(?![a-z])/, () => true],
  [/^\d+(?![a-z])/, setNumber],
];

/** In seconds since 1970; undefined where it is no date. @param now in seconds */
export function parseGnuDate(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^@-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed.slice(1));
  const reading: Reading = {
    year: undefined,
    month: undefined,
    day: undefined,
    seconds: undefined,
    zone: 0,
    weekday: undefined,
    added: { years: 0, months: 0, days: 0, seconds: 0 },
    isRelative: false,
  };
  for (let rest = trimmed.toLowerCase(); rest !== ''; rest = rest.trimStart()) {
    const length = readItem(rest, reading);
    if (length === 0) return undefined;
    rest = rest.slice(length);
  }
  return timeOf(reading, now);
}

/** How many letters belong to it; 0 where it is none, or one too many. */
function readItem(rest: string, reading: Reading): number {
  for (const [pattern, act] of ITEMS) {
    const match = pattern.exec(rest);
    if (match !== null && act(match, reading)) return match[0].length;
  }
  return 0;
}

function timeOf({ year, month, day, seconds, zone, weekday, added, isRelative }: Reading, now: number): number | undefined {
  const today = new Date(now * 1000);
  const [y, m, d] = [year ?? today.getUTCFullYear(), month ?? today.getUTCMonth() + 1, day ?? today.getUTCDate()];
  const first = utcDay(y, m - 1, d);
  const isThere = first.getUTCMonth() === m - 1 && first.getUTCDate() === d;
  if (!isThere) return undefined;
  const keepsTime = isRelative && day === undefined && weekday === undefined;
  const clock = seconds ?? (keepsTime ? now - Math.floor(now / DAY) * DAY : 0);
  const ahead = weekday === undefined || day !== undefined ? 0 : daysUntil(first.getUTCDay(), weekday);
  const moved = utcDay(y + added.years, m - 1 + added.months, d + added.days + ahead);
  return moved.getTime() / 1000 + clock - zone + added.seconds;
}

function daysUntil(today: number, { index, ordinal }: { readonly index: number; readonly ordinal: number }): number {
  const isLater = ordinal > 0 && today !== index;
  return ((index - today + 7) % 7) + 7 * (ordinal - (isLater ? 1 : 0));
}

/** Two digits: from 1969 to 2068. */
function yearOf(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const number = Number(digits);
  return digits.length > 2 ? number : number + (number < 69 ? 2000 : 1900);
}

function setDate(reading: Reading, year: number | undefined, month: number, day: number): boolean {
  if (reading.day !== undefined) return false;
  Object.assign(reading, { year, month, day });
  return true;
}

function setMonth(reading: Reading, name = '', day = '', year: string | undefined = undefined): boolean {
  const month = indexOfName(MONTHS, name);
  return month >= 0 && setDate(reading, yearOf(year), month + 1, Number(day));
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? Number.NaN : (hour % 12) + (half === 'p' ? 12 : 0);
}

function setTime(reading: Reading, hour: number, minute: number, second: number): boolean {
  if (reading.seconds !== undefined || !(hour < 24) || minute > 59 || second >= 61) return false;
  reading.seconds = hour * 3600 + minute * 60 + second;
  return true;
}

function setClock(
  [, hour, minute, second = '0', half, sign, zoneHours, zoneMinutes = '0']: RegExpExecArray,
  reading: Reading,
): boolean {
  if (!setTime(reading, hourOf(Number(hour), half), Number(minute), Number(second.replace(',', '.')))) return false;
  if (sign === undefined) return true;
  if (Number(zoneHours) > 24) return false;
  reading.zone = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 3600 + Number(zoneMinutes) * 60);
  return true;
}

function add([, count = '1', unit = '', ago]: RegExpExecArray, reading: Reading): boolean {
  const { added } = reading;
  reading.isRelative = true;
  const number = (COUNTS.get(count) ?? Number(count.replace(/\s/g, ''))) * (ago === undefined ? 1 : -1);
  if (unit === 'year') added.years += number;
  else if (unit === 'month') added.months += number;
  else if (SPANS.has(unit)) added.days += number * (SPANS.get(unit) ?? 0);
  else added.seconds += number * (SECONDS.get(unit) ?? 0);
  return true;
}

function addNamed([, name = '']: RegExpExecArray, reading: Reading): boolean {
  reading.isRelative = true;
  reading.added.days += NAMED.get(name) ?? 0;
  return true;
}

function setWeekday([, ordinal = '', name = '']: RegExpExecArray, reading: Reading): boolean {
  const index = indexOfName(DAYS, name);
  if (index < 0 || reading.weekday !== undefined) return false;
  reading.weekday = { index, ordinal: COUNTS.get(ordinal) ?? 0 };
  return true;
}

/** A number alone is the year that is missing, a date without dashes, or a time of day. */
function setNumber([digits = '']: RegExpExecArray, reading: Reading): boolean {
  const number = Number(digits);
  const isYear = reading.day !== undefined && reading.year === undefined && !reading.isRelative;
  if (isYear && (reading.seconds !== undefined || digits.length > 2)) {
    reading.year = yearOf(digits);
    return true;
  }
  if (digits.length > 4) return setDate(reading, yearOf(digits.slice(0, -4)), Math.floor(number / 100) % 100, number % 100);
  return digits.length <= 2 ? setTime(reading, number, 0, 0) : setTime(reading, Math.floor(number / 100), number % 100, 0);
}
