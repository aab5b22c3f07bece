/** Docker's commands as a page shows them: what there is, what is simulated, what is not. Words are docker's own. */
import { ALL_COMMANDS } from './all-commands.ts';
import { type CommandNode, usageLine } from './command-tree.ts';

export interface CommandReference {
  /** `docker image ls` */
  readonly name: string;
  /** its other whole names: `docker images` */
  readonly aliases: readonly string[];
  /** `docker image ls [OPTIONS] [REPOSITORY[:TAG]]` */
  readonly usage: string;
  readonly short: string;
  readonly isSimulated: boolean;
  /** those that its help lists, and those of BuildKit's `docker build` */
  readonly flags: readonly FlagReference[];
}
export interface FlagReference {
  /** `-a, --all`, `    --filter filter` */
  readonly name: string;
  readonly usage: string;
  readonly isSimulated: boolean;
}

/** Each command once, under its first name, groups themselves left out; by name. */
export function listCommandReference(): CommandReference[] {
  const byFirstName = new Map<string, CommandNode>();
  collect(ALL_COMMANDS.root, byFirstName);
  return [...byFirstName.values()]
    .filter(({ spec }) => spec.group !== true && spec.hidden !== true)
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function collect(node: CommandNode, found: Map<string, CommandNode>): void {
  for (const child of node.children.values()) {
    const first = child.spec.paths[0] ?? '';
    if (child.path === `docker ${first}`) found.set(first, child);
    collect(child, found);
  }
}

function describe(node: CommandNode): CommandReference {
  const { spec } = node;
  const [first = '', ...others] = spec.paths;
  const parent = first.includes(' ') ? first.slice(0, first.lastIndexOf(' ') + 1) : '';
  const flags = (spec.flags ?? []).filter(
    (flag) => flag.hidden !== true && flag.deprecated === undefined && flag.refused === undefined,
  );
  return {
    name: node.path,
    aliases: [...(spec.aliases ?? []).map((alias) => parent + alias), ...others].map((path) => `docker ${path}`),
    usage: usageLine(node),
    short: spec.short,
    isSimulated: spec.simulated === true,
    flags: flags.map((flag) => ({
      name: `${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}${flag.type === 'bool' ? '' : ` ${flag.type}`}`,
      usage: flag.usage,
      isSimulated: spec.simulated === true && flag.unsupported !== true,
    })),
  };
}
