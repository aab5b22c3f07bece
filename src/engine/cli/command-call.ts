/** What the program of one docker command gets: `cli/commands/` has one file for each. */
import type { EngineContext } from '../cas/content-store.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { HostIo } from '../process/host-io.ts';
import type { Soon } from '../soon.ts';
import type { FlagValues } from './args/flag-values.ts';
import type { CommandNode } from './specs/command-tree.ts';

export interface CommandCall {
  readonly ctx: EngineContext;
  readonly ref: MachineRef;
  readonly io: HostIo;
  /** the command as it was named: usage texts say `docker rmi` where `docker image rm` was not typed */
  readonly node: CommandNode;
  readonly flags: FlagValues;
  readonly args: readonly string[];
}

/** Returns the exit status; throws what Docker refuses (`EngineError`) or words of its own (`CommandFailure`). */
export type CommandRun = (call: CommandCall) => number | Soon<number> | Promise<number>;
/** by the first of the command's names */
export type CommandGroup = ReadonlyMap<string, CommandRun>;

/** What the client itself refuses after the flags are parsed: printed as it stands. */
export class CommandFailure extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.status = status;
  }
}
