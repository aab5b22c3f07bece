import { matchesNamePattern } from '../../container/name-pattern.ts';
import { listVolumes, listVolumeUsers } from '../../container/volumes.ts';
import { type Filters, matchesLabels } from '../../machine/filters.ts';
import type { Machine, Volume } from '../../machine/machine.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { formatList } from '../format/format-list.ts';
import { rawFormats } from '../format/raw-formats.ts';
import { VOLUME_LAYOUT, volumeRow } from '../format/volume-rows.ts';
import { daemonSays } from '../words/daemon-words.ts';

const BOOLS = new Set(['true', 'false', '1', '0']);
const ACCEPTED = new Set(['dangling', 'name', 'driver', 'label']);

export function* volumeLs({ ctx, ref, io, flags }: CommandCall): Soon<number> {
  const filters = parseFilters(flags.list('filter'));
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const wrong = filters.get('dangling')?.find((value) => !BOOLS.has(value));
  if (wrong !== undefined) throw new CommandFailure(daemonSays(`Invalid filter 'dangling=[${wrong}]'`));
  const source = flags.text('format') || 'table';
  const rows = listVolumes(ref.current)
    .filter((volume) => isWanted(ref.current, volume, filters))
    .map((volume) => volumeRow(volume));
  const format = yield* formatFor(source, flags.bool('quiet'));
  io.write(1, yield* wait(formatList(format, VOLUME_LAYOUT, rows, ctx.ports.limits.shellSteps)));
  return 0;
}

function* formatFor(source: string, quiet: boolean): Soon<string> {
  if (source === 'table') return quiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
  if (source !== 'raw') return source;
  return quiet ? 'name: {{.Name}}' : (yield* rawFormats()).RAW_VOLUME;
}

function isWanted(machine: Machine, volume: Volume, filters: Filters): boolean {
  const dangling = filters.get('dangling')?.map((value) => value === 'true' || value === '1');
  const isDangling = listVolumeUsers(machine, volume.name).length === 0;
  const names = filters.get('name');
  return (
    (dangling === undefined || dangling.includes(isDangling)) &&
    (names === undefined || names.some((name) => matchesNamePattern(name, volume.name))) &&
    (filters.get('driver') ?? ['local']).includes('local') &&
    matchesLabels(filters, volume.labels)
  );
}
