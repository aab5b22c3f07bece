/** Building, and what it keeps. Loaded together; `command-table.ts` says when. */
import type { CommandGroup } from '../command-call.ts';
import { builderPrune } from '../commands/builder-prune.ts';
import { imageBuild } from '../commands/image-build.ts';

export const COMMANDS: CommandGroup = new Map([
  ['image build', imageBuild],
  ['builder prune', builderPrune],
]);
