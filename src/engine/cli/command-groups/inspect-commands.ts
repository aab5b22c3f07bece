/** Everything about an object, as JSON. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { containerInspect, imageInspect, inspect, networkInspect, volumeInspect } from '../commands/inspect.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['container inspect', containerInspect],
  ['image inspect', imageInspect],
  ['inspect', inspect],
  ['network inspect', networkInspect],
  ['volume inspect', volumeInspect],
]);
