/** `docker exec`: another process beside a container's main one. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { Sink } from './host-io.ts';

export interface ExecOptions {
  readonly argv: readonly string[];
  /** `NAME=value`, added to the container's own */
  readonly env: readonly string[];
  /** '' for the container's own */
  readonly user: string;
  readonly workdir: string;
  readonly tty: boolean;
  readonly detach: boolean;
  readonly stdin?: Uint8Array;
  readonly sink?: Sink;
}

/**
 * Runs it to its end and returns its status; detached, returns 0 at once.
 * @throws ProcessError where the container does not run or the process cannot begin
 */
export async function execInContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, options: ExecOptions): Promise<number> {
  void [ctx, ref, id, options];
  throw new InvariantError('not landed yet');
}
