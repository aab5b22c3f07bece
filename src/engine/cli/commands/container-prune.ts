import type { CommandCall } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { confirm, warning } from './confirm.ts';
import { printReports, pruneContainersReport } from './prune-reports.ts';

export async function containerPrune(call: CommandCall): Promise<number> {
  if (!(await confirm(call, warning('all stopped containers')))) return 0;
  printReports(call.io, [() => pruneContainersReport(call.ref, parseFilters(call.flags.list('filter')))]);
  return 0;
}
