/** Every command that docker has, simulated or not. */
import { findSeldomCheck } from '../args/seldom-flag-values.ts';
import { type CommandTree, growTree } from './command-tree.ts';
import { CONTAINER_COMMANDS } from './container.data.ts';
import { IMAGE_COMMANDS } from './image.data.ts';
import { OTHER_COMMANDS } from './other.data.ts';
import { ROOT_SPEC } from './root.data.ts';
import { STORAGE_COMMANDS } from './storage.data.ts';
import { SWARM_COMMANDS } from './swarm.data.ts';
import { SYSTEM_COMMANDS } from './system.data.ts';

const COMMANDS = [
  ...CONTAINER_COMMANDS,
  ...IMAGE_COMMANDS,
  ...OTHER_COMMANDS,
  ...STORAGE_COMMANDS,
  ...SWARM_COMMANDS,
  ...SYSTEM_COMMANDS,
];

export const ALL_COMMANDS: CommandTree = { root: growTree(ROOT_SPEC, COMMANDS), isWhole: true, findSeldomCheck };
