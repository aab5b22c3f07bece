/**
 * Moments as docker's flags and filters name them: a span back from now, a date, seconds since 1970 (docker/docker `api/types/time`
 * GetTimestamp). What is wrong with a date is said as Go's `time.Parse` says it.
 */
import { parseDuration } from './parse-duration.ts';
import { parseTimestamp } from './timestamps.ts';

export interface Moment {
  /** milliseconds since 1970 */
  readonly at: number;
  /** as the client sends it to the daemon: seconds, of a date with nine digits behind */
  readonly shown: string;
}

export function readMoment(text: string, now: number): Moment | { readonly problem: string } {
  const duration = text === '0' ? undefined : parseDuration(text);
  if (duration !== undefined) {
    const seconds = Math.floor((now - duration) / 1000);
    return { at: seconds * 1000, shown: String(seconds) };
  }
  const date = parseDate(text);
  if (!('problem' in date)) return date;
  if (text.includes('-')) return date;
  if (/^\+?\d+(?:\.\d+)?$/.test(text)) return { at: Number(text) * 1000, shown: text };
  return { problem: `failed to parse value as time or duration: ${JSON.stringify(text)}` };
}

interface Element {
  /** what Go calls it */
  readonly name: string;
  /** the text it takes from the beginning */
  readonly pattern: RegExp;
  readonly range?: readonly [what: string, last: number, first?: number];
}

const literal = (text: string): Element => ({ name: text, pattern: new RegExp(`^${text}`) });
const DATE: readonly Element[] = [
  { name: '2006', pattern: /^\d{4}/ },
  literal('-'),
  { name: '01', pattern: /^\d\d/, range: ['month', 12, 1] },
  literal('-'),
  { name: '02', pattern: /^\d\d/ },
];
const HOUR: readonly Element[] = [literal('T'), { name: '15', pattern: /^\d\d?/, range: ['hour', 23] }];
const MINUTE: readonly Element[] = [literal(':'), { name: '04', pattern: /^\d\d/, range: ['minute', 59] }];
const SECOND: readonly Element[] = [literal(':'), { name: '05', pattern: /^\d\d(?:\.\d+)?/, range: ['second', 59] }];
const FRACTION: Element = { name: '.999999999', pattern: /^(?:\.\d+)?/ };
const ZONE: Element = { name: 'Z07:00', pattern: /^(?:Z|[+-]\d\d:\d\d)/ };

function layoutOf(text: string): readonly Element[] {
  const hasZone = /[zZ+]/.test(text) || text.split('-').length === 4;
  const zone = hasZone ? [ZONE] : [];
  if (text.includes('.')) return [...DATE, ...HOUR, ...MINUTE, ...SECOND, FRACTION, ...zone];
  if (!text.includes('T')) return [...DATE, ...zone];
  const colons = text.split(':').length - 1;
  const own = hasZone && !/[zZ]/.test(text) && colons > 0 ? colons - 1 : colons;
  if (own === 0) return [...DATE, ...HOUR, ...zone];
  if (own === 1) return [...DATE, ...HOUR, ...MINUTE, ...zone];
  return [...DATE, ...HOUR, ...MINUTE, ...SECOND, ...zone];
}

function parseDate(text: string): Moment | { readonly problem: string } {
  const layout = layoutOf(text);
  const shown = JSON.stringify(text);
  const parts = new Map<string, string>();
  let rest = text;
  for (const { name, pattern, range } of layout) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) {
      const whole = layout.map((element) => element.name).join('');
      return {
        problem: `parsing time ${shown} as ${JSON.stringify(whole)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(name)}`,
      };
    }
    const [what = '', last = 0, first = 0] = range ?? [];
    const value = Math.floor(Number(found));
    if (range !== undefined && (value < first || value > last)) return { problem: `parsing time ${shown}: ${what} out of range` };
    parts.set(name, found);
    rest = rest.slice(found.length);
  }
  if (rest !== '') return { problem: `parsing time ${shown}: extra text: ${JSON.stringify(rest)}` };
  const part = (name: string): string => (parts.get(name) ?? '00').padStart(2, '0');
  const day = Number(part('02'));
  if (day < 1 || day > daysIn(Number(part('2006')), Number(part('01'))))
    return { problem: `parsing time ${shown}: day out of range` };
  const zone = parts.get('Z07:00') ?? 'Z';
  const at = parseTimestamp(`${part('2006')}-${part('01')}-${part('02')}T${part('15')}:${part('04')}:${part('05')}${zone}`) ?? 0;
  const seconds = Math.floor(at / 1000);
  return { at, shown: `${seconds}.${String(Math.round((at - seconds * 1000) * 1e6)).padStart(9, '0')}` };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
