/** Images from a registry. Loaded by itself; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { imagePull } from '../commands/image-pull.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([['image pull', imagePull]]);
