/** Everything that is not used. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { builderPrune } from '../commands/builder-prune.ts';
import { containerPrune } from '../commands/container-prune.ts';
import { imagePrune } from '../commands/image-prune.ts';
import { networkPrune } from '../commands/network-prune.ts';
import { systemPrune } from '../commands/system-prune.ts';
import { volumePrune } from '../commands/volume-prune.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['builder prune', builderPrune],
  ['container prune', containerPrune],
  ['image prune', imagePrune],
  ['network prune', networkPrune],
  ['system prune', systemPrune],
  ['volume prune', volumePrune],
]);
