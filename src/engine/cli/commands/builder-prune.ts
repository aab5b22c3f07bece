import type { CommandCall } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { parseBinarySize } from '../text/parse-binary-size.ts';
import { confirm } from './confirm.ts';
import { printReports, pruneCacheReport } from './prune-reports.ts';

export async function builderPrune(call: CommandCall): Promise<number> {
  const all = call.flags.bool('all');
  const what = all ? 'all build cache' : 'all dangling build cache';
  if (!(await confirm(call, `WARNING! This will remove ${what}. Are you sure you want to continue?`))) return 0;
  const keepBytes = parseBinarySize(call.flags.text('keep-storage')) ?? 0;
  printReports(call.io, [() => pruneCacheReport(call.ref, all, parseFilters(call.flags.list('filter')), keepBytes)]);
  return 0;
}
