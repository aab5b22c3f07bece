import type { EngineContext } from '../cas/content-store.ts';
import { isRunning } from '../container/find-container.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { Soon } from '../soon.ts';
import { takeLive } from './live.ts';
import { getById, INTERRUPTED, runForeground } from './start-container.ts';

/** `docker wait`: lets time go on until it has ended. A container that never ends is waited for `limits.foregroundMs`, then 130. */
export function* waitContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Soon<number> {
  const container = getById(ref.current, id);
  if (!isRunning(container)) return container.state.exitCode;
  if (container.state.status === 'paused') return INTERRUPTED;
  if (container.state.status === 'restarting') return container.state.exitCode;
  const live = yield* takeLive(ctx, ref.current, container);
  return (yield* runForeground(ctx, ref, id, live, { sink: undefined, proxies: false })).exitCode;
}
