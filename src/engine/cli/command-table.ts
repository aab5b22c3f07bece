/** Which program runs which command, by the first of its names. */
import type { CommandRun } from './command-call.ts';

export const COMMAND_TABLE: ReadonlyMap<string, CommandRun> = new Map<string, CommandRun>([]);
