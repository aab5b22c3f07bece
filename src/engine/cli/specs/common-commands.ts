/** The tree of `common.data.ts`. A line that it does not lead to the end of waits for `all-commands.ts`. */
import type { CommandSpec, FlagSpec } from './command-spec.ts';
import { type CommandTree, growTree } from './command-tree.ts';
import { COMMON_COMMANDS, ROOT_FLAGS } from './common.data.ts';

const GROUPS: readonly CommandSpec[] = [
  { paths: ['container'], short: '', group: true },
  { paths: ['image'], short: '', group: true },
];
const COMMANDS = COMMON_COMMANDS.map(
  ({ flags, ...spec }): CommandSpec => ({ ...spec, short: '', simulated: true, flags: readFlags(flags) }),
);

export const COMMON_TREE: CommandTree = {
  root: growTree({ paths: [''], short: '', group: true, flags: readFlags(ROOT_FLAGS) }, [...GROUPS, ...COMMANDS]),
  isWhole: false,
};

function readFlags(text: string): readonly FlagSpec[] {
  return [...text.matchAll(/(\S+?)(?:\/(\w))?:(\w+)(?:=(\S+))?/g)].map(([, name = '', short, type = '', value]) => ({
    name,
    type,
    usage: '',
    ...(short === undefined ? {} : { short }),
    ...(value === undefined ? {} : { default: value }),
  }));
}
