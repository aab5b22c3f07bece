/** What is asked of docker beside images and containers, and answered in a line. Loaded together; `command-table.ts` says when. */
import type { CommandGroup } from '../command-call.ts';
import { contextLs, contextShow } from '../commands/context.ts';
import { notInSwarm, pluginLs, swarmLeave } from '../commands/swarm.ts';

export const COMMANDS: CommandGroup = new Map([
  ['config ls', notInSwarm],
  ['context ls', contextLs],
  ['context show', contextShow],
  ['node ls', notInSwarm],
  ['plugin ls', pluginLs],
  ['secret ls', notInSwarm],
  ['service ls', notInSwarm],
  ['stack ls', notInSwarm],
  ['swarm leave', swarmLeave],
]);
