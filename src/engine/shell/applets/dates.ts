/** Times as text, in UTC: the learner's computer and the containers have no other time zone. */

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
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

/** musl's strftime ends before what it does not know, as GNU's additions are. */
export function formatBusyboxTime(format: string, seconds: number): string {
  const known = /^(?:[^%]|%[-_0+]?[EO]?[aAbBcCdDeFgGhHIjmMnprRsStTuUVwWxXyYzZ%])*/.exec(format)?.[0] ?? '';
  return formatTime(known, seconds);
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
    case '::z':
      return '+00:00:00';
    case ':::z':
      return '+00';
    case 'q':
      return String(Math.floor(date.getUTCMonth() / 3) + 1);
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
