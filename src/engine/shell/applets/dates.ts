/** Times as text, in UTC: the learner's computer and the containers have no other time zone. */

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

/** @param seconds since 1970, may have a fraction */
export function formatTime(format: string, seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  return format.replace(
    /%([-_0^#]?)(E|O)?(:*[A-Za-z%+])/g,
    (whole, flag: string, _modifier: string | undefined, letter: string) => {
      const text = fieldOf(letter, date, seconds);
      if (text === undefined) return whole;
      if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
      if (flag === '_') return text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
      return flag === '^' ? text.toUpperCase() : text;
    },
  );
}

function fieldOf(letter: string, date: Date, seconds: number): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const blank = (value: number) => String(value).padStart(2);
  const hour = date.getUTCHours();
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const again = (format: string) => formatTime(format, seconds);
  switch (letter) {
    case '%':
      return '%';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'Y':
      return String(date.getUTCFullYear());
    case 'C':
      return two(Math.floor(date.getUTCFullYear() / 100));
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return blank(date.getUTCDate());
    case 'H':
      return two(hour);
    case 'k':
      return blank(hour);
    case 'I':
      return two(hour12);
    case 'l':
      return blank(hour12);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'N':
      return nanoseconds(seconds);
    case 's':
      return String(Math.floor(seconds));
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'P':
      return hour < 12 ? 'am' : 'pm';
    case 'a':
      return (DAYS[date.getUTCDay()] ?? '').slice(0, 3);
    case 'A':
      return DAYS[date.getUTCDay()] ?? '';
    case 'b':
    case 'h':
      return (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[date.getUTCMonth()] ?? '';
    case 'j':
      return String(dayOfYear(date)).padStart(3, '0');
    case 'u':
      return String(date.getUTCDay() || 7);
    case 'w':
      return String(date.getUTCDay());
    case 'U':
      return two(Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7));
    case 'W':
      return two(Math.floor((dayOfYear(date) + 6 - ((date.getUTCDay() + 6) % 7)) / 7));
    case 'V':
      return two(isoWeek(date).week);
    case 'G':
      return String(isoWeek(date).year);
    case 'g':
      return two(isoWeek(date).year % 100);
    case 'z':
      return '+0000';
    case ':z':
      return '+00:00';
    case 'Z':
      return 'UTC';
    case 'D':
    case 'x':
      return again('%m/%d/%y');
    case 'F':
      return again('%Y-%m-%d');
    case 'T':
    case 'X':
      return again('%H:%M:%S');
    case 'R':
      return again('%H:%M');
    case 'r':
      return again('%I:%M:%S %p');
    case 'c':
      return again('%a %b %e %H:%M:%S %Y');
    default:
      return undefined;
  }
}

/** Nine digits. Times are kept in floating point, which is exact to a few hundred nanoseconds: what is shown is a microsecond's. */
export function nanoseconds(seconds: number): string {
  const micros = Math.round((seconds - Math.floor(seconds)) * 1e6);
  return `${String(Math.min(micros, 999_999)).padStart(6, '0')}000`;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY_MS);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** `May  1  2021`, or with the time of day where the file is not older than half a year. */
export function listTime(seconds: number, nowSeconds: number, flavour: 'gnu' | 'busybox'): string {
  const age = nowSeconds - seconds;
  const isRecent = flavour === 'busybox' ? age < (3600 * 24 * 365) / 2 && age > -15 * 60 : age < 15_778_476 && age >= 0;
  return formatTime(isRecent ? '%b %e %H:%M' : '%b %e  %Y', seconds);
}

/** What `date -d` and `touch -d` read, in seconds since 1970; undefined where it is no date. `now`: seconds. */
export function parseTime(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^@-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed.slice(1));
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/.exec(
      trimmed,
    );
  if (iso !== null) return isoTime(iso);
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock !== null) return startOfDay(now) + Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  return relativeTime(trimmed.toLowerCase(), now) ?? worded(trimmed);
}

function isoTime(match: RegExpExecArray): number | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (
    Number(month) < 1 ||
    Number(month) > 12 ||
    Number(day) < 1 ||
    Number(day) > 31 ||
    Number(hour ?? 0) > 24 ||
    Number(minute ?? 0) > 59
  )
    return undefined;
  const base =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)) / 1000;
  const shift = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  const offset = shift === null ? 0 : (shift[1] === '-' ? -1 : 1) * (Number(shift[2]) * 3600 + Number(shift[3]) * 60);
  return base - offset + (fraction === undefined ? 0 : Number(`0.${fraction}`));
}

function startOfDay(now: number): number {
  return Math.floor(now / 86_400) * 86_400;
}

const UNITS: Readonly<Record<string, number>> = { sec: 1, second: 1, min: 60, minute: 60, hour: 3600, day: 86_400, week: 604_800 };

function relativeTime(text: string, now: number): number | undefined {
  if (text === 'now' || text === '') return now;
  if (text === 'today') return now;
  if (text === 'yesterday') return now - 86_400;
  if (text === 'tomorrow') return now + 86_400;
  const match = /^([+-]?\d+|next|last)\s*(sec|second|min|minute|hour|day|week|month|year)s?(\s+ago)?$/.exec(text);
  if (match === null) return undefined;
  const count = (match[1] === 'next' ? 1 : match[1] === 'last' ? -1 : Number(match[1])) * (match[3] === undefined ? 1 : -1);
  const unit = UNITS[match[2] ?? ''];
  if (unit !== undefined) return now + count * unit;
  const date = new Date(now * 1000);
  if (match[2] === 'month') date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCFullYear(date.getUTCFullYear() + count);
  return date.getTime() / 1000;
}

/** `Jan 2 2021 10:00:00`, `2 January 2021`, `Sat Jan 2 10:00:00 UTC 2021` */
function worded(text: string): number | undefined {
  const words = text.replace(/,/g, ' ').split(/\s+/);
  let month: number | undefined;
  let day: number | undefined;
  let year: number | undefined;
  let time = 0;
  for (const word of words) {
    const index = MONTHS.findIndex((name) => word.length >= 3 && name.toLowerCase().startsWith(word.toLowerCase()));
    const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(word);
    if (index >= 0) month = index;
    else if (clock !== null) time = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
    else if (/^\d{4}$/.test(word)) year = Number(word);
    else if (/^\d{1,2}$/.test(word) && day === undefined) day = Number(word);
    else if (
      !DAYS.some((name) => word.length >= 3 && name.toLowerCase().startsWith(word.toLowerCase())) &&
      !/^(UTC|GMT|Z)$/.test(word)
    )
      return undefined;
  }
  if (month === undefined || day === undefined || year === undefined) return undefined;
  return Date.UTC(year, month, day) / 1000 + time;
}
