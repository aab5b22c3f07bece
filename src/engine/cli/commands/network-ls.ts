import { matchesNamePattern } from '../../container/name-pattern.ts';
import { type Filters, matchesLabels } from '../../machine/filters.ts';
import type { Network } from '../../machine/network.ts';
import { isBuiltIn, listNetworks } from '../../machine/networks.ts';
import { shortId } from '../../oci/digest.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout, Row } from '../format/list-row.ts';
import { rawFormats } from '../format/raw-formats.ts';
import { formatGoTime } from '../text/times.ts';
import { daemonSays } from '../words/daemon-words.ts';

const LAYOUT: ListLayout = {
  typeName: '*network.networkContext',
  headers: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
};
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
const ACCEPTED = new Set(['driver', 'id', 'label', 'name', 'scope', 'type', 'dangling']);
const TYPES = new Set(['builtin', 'custom']);

/** By name. */
export function* networkLs({ ctx, ref, io, flags }: CommandCall): Soon<number> {
  const filters = parseFilters(flags.list('filter'));
  const found = listNetworks(ref.current)
    .filter((network) => isWanted(network, filters))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const truncate = !flags.bool('no-trunc');
  const rows = found.map((network): Row => {
    const text = (value: string) => () => value;
    return {
      columns: {
        ID: text(truncate ? shortId(network.id) : network.id),
        Name: text(network.name),
        Driver: text(network.driver),
        Scope: text('local'),
        IPv4: text('false'),
        IPv6: text('false'),
        Internal: text(String(network.internal)),
        Labels: text(
          Object.entries(network.labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(','),
        ),
        CreatedAt: text(formatGoTime(network.createdAt ?? ctx.ports.epoch)),
      },
      lookups: { Label: (key) => network.labels[key] ?? '' },
    };
  });
  const source = flags.text('format') || 'table';
  const format = yield* formatFor(source, flags.bool('quiet'));
  io.write(1, yield* wait(formatList(format, LAYOUT, rows, ctx.ports.limits.shellSteps)));
  return 0;
}

/** @throws CommandFailure for a filter that docker does not know */
function* formatFor(source: string, quiet: boolean): Soon<string> {
  if (source === 'table') return quiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
  if (source !== 'raw') return source;
  return quiet ? 'network_id: {{.ID}}' : (yield* rawFormats()).RAW_NETWORK;
}

function isWanted(network: Network, filters: Filters): boolean {
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const badType = filters.get('type')?.find((value) => !TYPES.has(value));
  if (badType !== undefined) throw new CommandFailure(daemonSays(`invalid filter: 'type'='${badType}'`));
  if ((filters.get('dangling') ?? []).length > 1)
    throw new CommandFailure(daemonSays('got more than one value for filter key "dangling"'));
  const badDangling = filters.get('dangling')?.find((value) => !BOOLEANS.has(value));
  if (badDangling !== undefined)
    throw new CommandFailure(daemonSays(`invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`));
  const matches = (filter: string, isMatch: (value: string) => boolean): boolean => filters.get(filter)?.some(isMatch) ?? true;
  return (
    matches('name', (value) => matchesNamePattern(value, network.name)) &&
    matches('driver', (value) => network.driver === value) &&
    matches('id', (value) => matchesNamePattern(value, network.id)) &&
    matches('scope', (value) => value === 'local') &&
    matches('type', (value) => value === (isBuiltIn(network) ? 'builtin' : 'custom')) &&
    matchesLabels(filters, network.labels) &&
    // the daemon lists networks without their containers, so all that it did not come with look unused
    matches('dangling', (value) => BOOLEANS.get(value) === !isBuiltIn(network))
  );
}
