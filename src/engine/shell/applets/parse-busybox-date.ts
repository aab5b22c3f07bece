/** What `date -d` and `touch -d` of busybox read (1.35 `libbb/time.c` parse_datestr): one form of these, and nothing that is added. */
import { indexOfName, utcDay } from './date-words.ts';
import { MONTHS } from './dates.ts';

const CLOCK = '(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2}))?';
const FORMS: readonly RegExp[] = [
  new RegExp(`^${CLOCK}$`),
  new RegExp(`^(?<month>\\d{1,2})\\.(?<day>\\d{1,2})-${CLOCK}$`),
  new RegExp(`^(?<year>\\d{1,4})\\.(?<month>\\d{1,2})\\.(?<day>\\d{1,2})-${CLOCK}$`),
  /^(?<name>[A-Za-z]+)\s*(?<day>\d{1,2})\s*(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})\s*(?<year>\d{1,4})$/,
  new RegExp(`^(?<year>\\d{1,4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})\\s*${CLOCK}$`),
  /^(?<year>\d{1,4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:\s+(?<hour>\d{1,2}))?$/,
];
/** `[[[[[CC]YY]MM]DD]hh]mm[.ss]` */
const STAMP =
  /^(?:(?:(?:(?<year>\d{4}|\d{2})?(?<month>\d{2}))?(?<day>\d{2}))?(?<hour>\d{2}))?(?<minute>\d{2})(?:\.(?<second>\d{1,2}))?$/;
const MOST: Readonly<Record<string, number>> = { month: 12, day: 31, hour: 23, minute: 59, second: 60 };

/** In seconds since 1970; undefined where it is no date. @param now in seconds */
export function parseBusyboxDate(text: string, now: number): number | undefined {
  if (/^@-?\d+$/.test(text)) return Number(text.slice(1));
  const today = new Date(now * 1000);
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    const time = groups === undefined ? undefined : timeOf(groups, today);
    if (time !== undefined) return time;
  }
  const stamp = STAMP.exec(text)?.groups;
  return stamp === undefined ? undefined : timeOf({ ...stamp, year: wholeYear(stamp['year'], today) }, today);
}

/** Two digits are of this century. */
function wholeYear(year: string | undefined, today: Date): string | undefined {
  return year?.length === 2 ? `${Math.floor(today.getUTCFullYear() / 100)}${year}` : year;
}

function timeOf(groups: Readonly<Record<string, string | undefined>>, today: Date): number | undefined {
  for (const [name, most] of Object.entries(MOST)) if (Number(groups[name] ?? 0) > most) return undefined;
  if (groups['month'] === '0' || groups['month'] === '00' || groups['day'] === '0' || groups['day'] === '00') return undefined;
  const { name } = groups;
  const named = indexOfName(MONTHS, name?.toLowerCase() ?? '');
  if (name !== undefined && named < 0) return undefined;
  const number = (key: string, otherwise: number) => Number(groups[key] ?? otherwise);
  const month = name === undefined ? number('month', today.getUTCMonth() + 1) - 1 : named;
  const date = utcDay(number('year', today.getUTCFullYear()), month, number('day', today.getUTCDate()));
  return date.getTime() / 1000 + number('hour', 0) * 3600 + number('minute', 0) * 60 + number('second', 0);
}
