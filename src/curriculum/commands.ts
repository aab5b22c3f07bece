/** Docker's commands by the thing they are about, for the reference page. */
import { type CommandReference, loadCommandReference } from '../engine/index.ts';

export interface CommandGroup {
  /** `image`: the second word of its commands; `docker` for those that have none */
  readonly name: string;
  readonly commands: readonly CommandReference[];
}
export interface CommandPage {
  readonly simulated: readonly CommandGroup[];
  readonly others: readonly CommandGroup[];
}

export async function readCommandPage(): Promise<CommandPage> {
  const all = await loadCommandReference();
  return {
    simulated: groupsOf(all.filter(({ isSimulated }) => isSimulated)),
    others: groupsOf(all.filter(({ isSimulated }) => !isSimulated)),
  };
}

function groupsOf(commands: readonly CommandReference[]): CommandGroup[] {
  const groups = new Map<string, CommandReference[]>();
  for (const command of commands) {
    const [, first = '', ...rest] = command.name.split(' ');
    const group = rest.length === 0 ? 'docker' : first;
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return [...groups].map(([name, list]) => ({ name, commands: list }));
}
