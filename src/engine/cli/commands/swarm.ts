/** What belongs to a swarm, on a docker that is in none; and plugins, of which there are none. */
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout } from '../format/list-row.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { NO_MANAGER } from '../words/swarm-words.ts';

export async function notInSwarm(): Promise<number> {
  throw new CommandFailure(NO_MANAGER);
}

export async function swarmLeave(): Promise<number> {
  throw new CommandFailure(daemonSays('This node is not part of a swarm'));
}

const LAYOUT: ListLayout = {
  typeName: '*plugin.pluginContext',
  headers: { ID: 'ID', Name: 'NAME', Description: 'DESCRIPTION', Enabled: 'ENABLED', PluginReference: 'PLUGIN REFERENCE' },
};

export async function pluginLs({ ctx, io, flags }: CommandCall): Promise<number> {
  const source = flags.text('format') || 'table';
  const table = flags.bool('quiet') ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';
  io.write(1, await formatList(source === 'table' ? table : source, LAYOUT, [], ctx.ports.limits.shellSteps));
  return 0;
}
