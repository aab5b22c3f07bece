/** Building. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { imageBuild } from '../commands/image-build.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([['image build', imageBuild]]);
