/** `docker start`, and the second half of `docker run`. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { Sink } from './host-io.ts';

export interface StartOptions {
  /** Run until it ends (or is interrupted as by Ctrl+C after `limits.foregroundMs`), its output to `sink`. */
  readonly attach: boolean;
  /** what `-i` gives it; without it an attached `-i` sees the end of the input at once, a detached one never */
  readonly stdin?: Uint8Array;
  readonly sink?: Sink;
}

/**
 * Starts a created or exited container; one that runs already is left alone. What it prints goes to its logs, too.
 * With `--rm` it is gone when this returns and it has ended. `interrupted`: the foreground limit was reached, `^C` was printed, SIGINT
 * sent; the status is then 130.
 * @throws ProcessError where it cannot begin: the machine is then left with the container `created` and its exit code 126 or 127
 *   (removed where it has `--rm`)
 */
export async function startContainer(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  options: StartOptions,
): Promise<{ readonly exitCode: number; readonly interrupted: boolean } | { readonly started: true }> {
  void [ctx, ref, id, options];
  throw new InvariantError('not landed yet');
}

/** `docker wait`: lets time go on until it has ended. A container that never ends is waited for `limits.foregroundMs`, then 130. */
export async function waitContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Promise<number> {
  void [ctx, ref, id];
  throw new InvariantError('not landed yet');
}

/** `docker attach`, `docker logs -f`: what it prints from here on, until it ends or the foreground limit is reached (`^C`, status 130). */
export async function followContainer(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  sink: Sink,
): Promise<{ readonly exitCode: number; readonly interrupted: boolean }> {
  void [ctx, ref, id, sink];
  throw new InvariantError('not landed yet');
}
