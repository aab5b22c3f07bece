import { readMoment } from '../../machine/moments.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { confirm, warning } from './confirm.ts';
import { pruneNetworksReport } from './prune-reports.ts';

const PRUNE_FILTERS = new Set(['label', 'label!', 'until']);

export async function networkPrune(call: CommandCall): Promise<number> {
  const filters = parseFilters(call.flags.list('filter'));
  if (!(await confirm(call, warning('all custom networks not used by at least one container')))) return 0;
  for (const name of filters.keys()) if (!PRUNE_FILTERS.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const [until] = filters.get('until') ?? [];
  const moment = until === undefined ? undefined : readMoment(until, call.ref.current.now);
  if (moment !== undefined && 'problem' in moment) throw new CommandFailure(daemonSays(moment.problem));
  const { text } = pruneNetworksReport(call.ref, filters, moment?.at);
  if (text !== '') call.io.write(1, `${text}\n`);
  return 0;
}
