/** `docker top`. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';

export interface ContainerProcess {
  /** as the host sees it; the main process has the container's `state.pid` */
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  /** the arguments, joined by blanks */
  readonly command: string;
  readonly startedAt: number;
}

/** The processes of a running container, the main one first. */
export async function listProcesses(ctx: EngineContext, machine: Machine, id: ContainerId): Promise<readonly ContainerProcess[]> {
  void [ctx, machine, id];
  throw new InvariantError('not landed yet');
}
