/** Times in JSON as Go's `time.Time` reads them (RFC 3339): what it finds wrong with one (its `time.Parse`). */

/** `parsing time "<value>" as "<layout>": cannot parse "<rest>" as "<wanted>"`, or `…": <field> out of range`. `value` is the JSON, with its quotes. */
export type TimeProblem =
  | { readonly value: string; readonly rest: string; readonly wanted: string }
  | { readonly value: string; readonly field: string };

const PARTS: readonly {
  readonly wanted: string;
  readonly pattern: RegExp;
  readonly field?: string;
  readonly range?: readonly [number, number];
}[] = [
  { wanted: '"', pattern: /^"/ },
  { wanted: '2006', pattern: /^\d{4}/ },
  { wanted: '-', pattern: /^-/ },
  { wanted: '01', pattern: /^\d\d/, field: 'month', range: [1, 12] },
  { wanted: '-', pattern: /^-/ },
  { wanted: '02', pattern: /^\d\d/ },
  { wanted: 'T', pattern: /^T/ },
  { wanted: '15', pattern: /^\d\d?/, field: 'hour', range: [0, 23] },
  { wanted: ':', pattern: /^:/ },
  { wanted: '04', pattern: /^\d\d/, field: 'minute', range: [0, 59] },
  { wanted: ':', pattern: /^:/ },
  { wanted: '05', pattern: /^\d\d/, field: 'second', range: [0, 59] },
  { wanted: 'Z07:00', pattern: /^(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)/ },
  { wanted: '"', pattern: /^"/ },
];

const WELL_FORMED = /^"(\d{4})-(0[1-9]|1[0-2])-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"$/;

/** @param json a value of JSON, written out */
export function findTimeProblem(json: string): TimeProblem | undefined {
  const date = WELL_FORMED.exec(json);
  if (date !== null && isDay(Number(date[1]), Number(date[2]), Number(date[3]))) return undefined;
  let rest = json;
  const found: string[] = [];
  for (const { wanted, pattern, field, range } of PARTS) {
    const part = pattern.exec(rest)?.[0];
    if (part === undefined) return { value: json, rest: rest.replace(/^[.,]\d+/, ''), wanted };
    if (field !== undefined && range !== undefined && (Number(part) < range[0] || Number(part) > range[1]))
      return { value: json, field };
    found.push(part);
    rest = rest.slice(part.length);
  }
  const [, year, , month, , day] = found.map(Number);
  return isDay(year ?? 0, month ?? 0, day ?? 0) ? undefined : { value: json, field: 'day' };
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
