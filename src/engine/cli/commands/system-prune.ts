import { readMoment } from '../../machine/moments.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { confirm } from './confirm.ts';
import {
  printReports,
  pruneCacheReport,
  pruneContainersReport,
  pruneImagesReport,
  pruneNetworksReport,
  pruneVolumesReport,
} from './prune-reports.ts';

/** Containers go first, so the images that only they used are free in the same run (SEMANTICS section 8). */
export async function systemPrune(call: CommandCall): Promise<number> {
  const { ref, io, flags } = call;
  const all = flags.bool('all');
  const volumes = flags.bool('volumes');
  const filters = parseFilters(flags.list('filter'));
  if (volumes && filters.has('until')) throw new CommandFailure('ERROR: The "until" filter is not supported with "--volumes"');
  if (!(await confirm(call, warning(all, volumes, flags.list('filter'))))) return 0;
  const moment = readMoment(filters.get('until')?.[0] ?? '', ref.current.now);
  const until = 'at' in moment ? moment.at : undefined;
  printReports(io, [
    () => pruneContainersReport(ref, filters),
    () => pruneNetworksReport(ref, filters, until),
    ...(volumes ? [() => pruneVolumesReport(ref, filters)] : []),
    () => pruneImagesReport(ref, all, filters),
    () => pruneCacheReport(ref, all, filters),
  ]);
  return 0;
}

function warning(all: boolean, volumes: boolean, filters: readonly string[]): string {
  const what = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const list = (lines: readonly string[]): string => lines.map((line) => `\n  - ${line}`).join('');
  const filtered = filters.length === 0 ? '' : `\n  Items to be pruned will be filtered with:${list([...filters].sort())}\n`;
  return `WARNING! This will remove:${list(what)}\n${filtered}\nAre you sure you want to continue?`;
}
