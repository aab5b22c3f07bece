import type { CommandGroup } from '../command-call.ts';
import { manifestInspect } from '../commands/manifest-inspect.ts';

export const COMMANDS: CommandGroup = new Map([['manifest inspect', manifestInspect]]);
