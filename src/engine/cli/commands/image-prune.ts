import type { CommandCall } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { confirm, warning } from './confirm.ts';
import { printReports, pruneImagesReport } from './prune-reports.ts';

export async function imagePrune(call: CommandCall): Promise<number> {
  const all = call.flags.bool('all');
  const what = all ? 'all images without at least one container associated to them' : 'all dangling images';
  if (!(await confirm(call, warning(what)))) return 0;
  printReports(call.io, [() => pruneImagesReport(call.ref, all, parseFilters(call.flags.list('filter')))]);
  return 0;
}
