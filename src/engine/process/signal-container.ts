/** What `docker kill`, `stop`, `pause` and `unpause` do to a container's main process. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';

/**
 * Sends one signal (a number, `parseSignal` reads names); returns when what it causes at once has happened.
 * @throws ProcessError `process.notRunning`
 */
export async function signalContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, signal: number): Promise<void> {
  void [ctx, ref, id, signal];
  throw new InvariantError('not landed yet');
}

/** Its stop signal, after `graceSeconds` (docker's default: 10) SIGKILL. A container that does not run is left alone. Time goes on. */
export async function stopContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, graceSeconds: number): Promise<void> {
  void [ctx, ref, id, graceSeconds];
  throw new InvariantError('not landed yet');
}

/** @throws ProcessError `process.notRunning`, `process.alreadyPaused` */
export async function pauseContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Promise<void> {
  void [ctx, ref, id];
  throw new InvariantError('not landed yet');
}

/** @throws ProcessError `process.notPaused` */
export async function unpauseContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Promise<void> {
  void [ctx, ref, id];
  throw new InvariantError('not landed yet');
}
