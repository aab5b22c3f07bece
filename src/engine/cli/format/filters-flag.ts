/** `--filter name=value`, as the client reads it before it asks the daemon (docker/cli `opts.FilterOpt`). */
import type { Filters } from '../../machine/filters.ts';

export function parseFilters(values: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const value of values) {
    if (value === '') continue;
    const cut = value.indexOf('=');
    const name = value.slice(0, cut).trim().toLowerCase();
    const known = filters.get(name) ?? [];
    const text = value.slice(cut + 1).trim();
    filters.set(name, known.includes(text) ? known : [...known, text]);
  }
  return filters;
}
