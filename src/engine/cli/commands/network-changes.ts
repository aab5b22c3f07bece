/** `docker network create`, `rm` and `prune`: the three networks that are always there can neither be made nor removed, and there are no others. */
import { parseUntil } from '../../machine/filters.ts';
import { NETWORKS, networkId } from '../../machine/networks.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { quote } from '../text/quote.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { confirm, warning } from './confirm.ts';
import { pruneNetworksReport } from './prune-reports.ts';

export async function networkCreate({ args, node }: CommandCall): Promise<number> {
  const [name = ''] = args;
  if (!NETWORKS.some((network) => network.name === name)) throw new CommandFailure(`camadas: "${node.path}" is not simulated here`);
  throw new CommandFailure(daemonSays(`operation is not permitted on predefined ${name} network`));
}

export async function networkRm({ args, flags }: CommandCall): Promise<number> {
  const problems = args.flatMap((argument) => {
    const found = NETWORKS.find(({ name }) => name === argument || networkId(name).startsWith(argument));
    if (found !== undefined) return daemonSays(`${found.name} is a pre-defined network and cannot be removed`);
    return flags.bool('force') ? [] : daemonSays(`network ${argument} not found`);
  });
  if (problems.length > 0) throw new CommandFailure([...problems, 'exit status 1'].join('\n'));
  return 0;
}

const PRUNE_FILTERS = new Set(['label', 'label!', 'until']);

export async function networkPrune(call: CommandCall): Promise<number> {
  const filters = parseFilters(call.flags.list('filter'));
  if (!(await confirm(call, warning('all custom networks not used by at least one container')))) return 0;
  for (const name of filters.keys()) if (!PRUNE_FILTERS.has(name)) throw new CommandFailure(daemonSays(`Invalid filter '${name}'`));
  const [until] = filters.get('until') ?? [];
  if (until !== undefined && parseUntil(until, call.ref.current.now) === undefined)
    throw new CommandFailure(daemonSays(`failed to parse value as time or duration: ${quote(until)}`));
  pruneNetworksReport(call.ref);
  return 0;
}
