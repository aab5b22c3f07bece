/** What there is, and tidying it up. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { containerLs } from '../commands/container-ls.ts';
import { containerRm } from '../commands/container-rm.ts';
import { imageHistory } from '../commands/image-history.ts';
import { imageRm } from '../commands/image-rm.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['container ls', containerLs],
  ['container rm', containerRm],
  ['image history', imageHistory],
  ['image rm', imageRm],
]);
