import { NETWORKS, networkId } from '../../machine/networks.ts';
import { shortId } from '../../oci/digest.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout, Row } from '../format/list-row.ts';
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
const ACCEPTED = new Set(['driver', 'id', 'label', 'name', 'scope', 'type', 'dangling']);

/** The three that every docker has. */
export async function networkLs({ ctx, io, flags }: CommandCall): Promise<number> {
  const filters = parseFilters(flags.list('filter'));
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const matches = (filter: string, isMatch: (value: string) => boolean): boolean => filters.get(filter)?.some(isMatch) ?? true;
  const found = NETWORKS.filter(
    ({ name, driver }) =>
      matches('name', (value) => name.includes(value)) &&
      matches('driver', (value) => driver === value) &&
      matches('id', (value) => networkId(name).startsWith(value)) &&
      matches('scope', (value) => value === 'local') &&
      matches('type', (value) => value === 'builtin') &&
      matches('label', () => false) &&
      matches('dangling', (value) => value === 'false'),
  );
  const truncate = !flags.bool('no-trunc');
  const rows = found.map(({ name, driver }): Row => {
    const text = (value: string) => () => value;
    return {
      columns: {
        ID: text(truncate ? shortId(networkId(name)) : networkId(name)),
        Name: text(name),
        Driver: text(driver),
        Scope: text('local'),
        IPv4: text('false'),
        IPv6: text('false'),
        Internal: text('false'),
        Labels: text(''),
        CreatedAt: text(formatGoTime(ctx.ports.epoch)),
      },
      lookups: { Label: text('') },
    };
  });
  const source = flags.text('format') || 'table';
  const table = flags.bool('quiet') ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
  io.write(1, await formatList(source === 'table' ? table : source, LAYOUT, rows, ctx.ports.limits.shellSteps));
  return 0;
}
