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

const ACCEPTED = new Set(['dangling', 'name', 'driver', 'label']);

export function* volumeLs({ ctx, ref, io, flags }: CommandCall): Soon<number> {
  const filters = parseFilters(flags.list('filter'));
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const dangling = readDangling(filters);
  const source = flags.text('format') || 'table';
  const rows = listVolumes(ref.current)
    .filter((volume) => isWanted(ref.current, volume, filters, dangling))
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

/** Of several values one that is true holds, then one that is false. @throws CommandFailure where none is either */
function readDangling(filters: Filters): boolean | undefined {
  const values = filters.get('dangling');
  if (values === undefined) return undefined;
  if (values.some((value) => value === 'true' || value === '1')) return true;
  if (values.some((value) => value === 'false' || value === '0')) return false;
  throw new CommandFailure(daemonSays(`Invalid filter 'dangling=[${values.join(' ')}]'`));
}

function isWanted(machine: Machine, volume: Volume, filters: Filters, dangling: boolean | undefined): boolean {
  const isDangling = listVolumeUsers(machine, volume.name).length === 0;
  const names = filters.get('name');
  return (
    (dangling === undefined || dangling === isDangling) &&
    (names === undefined || names.some((name) => matchesNamePattern(name, volume.name))) &&
    (filters.get('driver') ?? ['local']).includes('local') &&
    matchesLabels(filters, volume.labels)
  );
}
