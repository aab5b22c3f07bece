/** Making containers. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { containerCreate } from '../commands/container-create.ts';
import { containerRun } from '../commands/container-run.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['container create', containerCreate],
  ['container run', containerRun],
]);
