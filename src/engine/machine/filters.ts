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

function hasLabel(labels: Readonly<Record<string, string>> | null | undefined, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  const key = equals < 0 ? wanted : wanted.slice(0, equals);
  if (labels === null || labels === undefined || !Object.hasOwn(labels, key)) return false;
  return equals < 0 || labels[key] === wanted.slice(equals + 1);
}
