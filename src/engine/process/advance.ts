/** Time going on: what running containers do meanwhile. */

import type { EngineContext } from '../cas/content-store.ts';
import { ContainerError } from '../container/container-error.ts';
import { isRunning } from '../container/find-container.ts';
import type { Container } from '../machine/container.ts';
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

/**
 * The machine at `until` (milliseconds since 1970; never earlier than `machine.now`): what running containers wrote, who ended,
 * who was removed (`--rm`) or restarted (`--restart`).
 */
export function* advanceMachine(ctx: EngineContext, machine: Machine, until: number): Soon<Machine> {
  const end = Math.max(until, machine.now);
  let current = machine;
  for (const container of machine.containers.values()) {
    if (isRunning(container) && container.state.status !== 'paused' && !isQuiet(container, end))
      current = yield* advanceContainer(ctx, current, container.id, end);
  }
  return current.now === end ? current : { ...current, now: end };
}

/** Nothing happens in it until then, so its run need not be at hand. */
function isQuiet({ process }: Container, until: number): boolean {
  return process?.quietUntil !== undefined && process.quietUntil > until;
}

function* advanceContainer(ctx: EngineContext, machine: Machine, id: ContainerId, until: number): Soon<Machine> {
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
