/** `--filter` as the daemon reads it (moby `api/types/filters`): a name may come several times. */

export type Filters = ReadonlyMap<string, readonly string[]>;
export const NO_FILTERS: Filters = new Map();

/** `label=k` and `label=k=v`: all that are asked for must be there. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return (filters.get('label') ?? []).every((wanted) => hasLabel(labels, wanted));
}

/** The prune commands' pair: `label` all there, `label!` none of them... all of `label!` together are what must not be there. */
export function matchesPruneLabels(filters: Filters, labels: Readonly<Record<string, string>> | null | undefined): boolean {
  if (!matchesLabels(filters, labels)) return false;
  const unwanted = filters.get('label!') ?? [];
  return unwanted.length === 0 || !unwanted.every((one) => hasLabel(labels, one));
}

const UNITS = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** Go's `time.ParseDuration`, in milliseconds. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(number) * (UNITS.get(unit ?? '') ?? 0);
  return text.startsWith('-') ? -sum : sum;
}

function hasLabel(labels: Readonly<Record<string, string>> | null | undefined, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  const key = equals < 0 ? wanted : wanted.slice(0, equals);
  if (labels === null || labels === undefined || !Object.hasOwn(labels, key)) return false;
  return equals < 0 || labels[key] === wanted.slice(equals + 1);
}
