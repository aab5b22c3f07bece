import type { CommandCall } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { confirm, warning } from './confirm.ts';
import { printReports, pruneVolumesReport } from './prune-reports.ts';

export async function volumePrune(call: CommandCall): Promise<number> {
  if (!(await confirm(call, warning('all local volumes not used by at least one container')))) return 0;
  printReports(call.io, [() => pruneVolumesReport(call.ref, parseFilters(call.flags.list('filter')))]);
  return 0;
}
