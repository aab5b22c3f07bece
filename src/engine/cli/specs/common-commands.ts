/** The commands that nearly every lesson types; a line with another one waits for `all-commands.ts`. */
import { type CommandTree, growTree } from './command-tree.ts';
import { COMMON_COMMANDS } from './common.data.ts';

export const COMMON_TREE: CommandTree = { root: growTree(COMMON_COMMANDS), isWhole: false };
