/** What one running container does meanwhile: see `advance.ts`. */
import type { EngineContext } from '../cas/content-store.ts';
import { ContainerError } from '../container/container-error.ts';
import type { Machine, MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { Soon } from '../soon.ts';
import { takeLive } from './live.ts';
import { ProcessError } from './process-error.ts';
import { runLive } from './run-live.ts';
import { settleLive } from './settle.ts';
import { startContainer } from './start-container.ts';

/** in one go: who is started again and again for ever is not watched for ever */
const MAX_RESTARTS = 100;

export function* advanceContainer(ctx: EngineContext, machine: Machine, id: ContainerId, until: number): Soon<Machine> {
  let current = machine;
  for (let restarts = 0; restarts <= MAX_RESTARTS; restarts += 1) {
    const container = current.containers.get(id);
    const at = container?.restarts?.at;
    if (container?.state.status === 'restarting' && at !== undefined) {
      if (at > until) return current;
      current = yield* restart(ctx, current, id, at);
      continue;
    }
    if (container?.process === undefined || container.state.status !== 'running') return current;
    const live = yield* takeLive(ctx, current, container);
    yield* runLive(live, { until, done: () => live.main.state !== 'alive' });
    const settled = settleLive(current, id, live);
    current = settled.machine;
    if (settled.exitCode === undefined) return current;
  }
  return current;
}

/** Starts it at a moment that lies between the machine's present and where it is going. */
function* restart(ctx: EngineContext, machine: Machine, id: ContainerId, at: number): Soon<Machine> {
  const ref: MachineRef = { current: { ...machine, now: at } };
  try {
    yield* startContainer(ctx, ref, id, { attach: false, isRestart: true });
  } catch (error) {
    if (!(error instanceof ProcessError || error instanceof ContainerError)) throw error;
  }
  return { ...ref.current, now: machine.now };
}
