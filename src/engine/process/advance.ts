/** Time going on: what running containers do meanwhile. */

import type { EngineContext } from '../cas/content-store.ts';
import { isRunning } from '../container/find-container.ts';
import type { Container } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import { createPart } from '../part.ts';
import { type Soon, wait } from '../soon.ts';

const RUNNING = createPart(() => import('./advance-container.ts'));

/**
 * The machine at `until` (milliseconds since 1970; never earlier than `machine.now`): what running containers wrote, who ended,
 * who was removed (`--rm`) or restarted (`--restart`).
 */
export function advanceMachine(ctx: EngineContext, machine: Machine, until: number): Soon<Machine> {
  const end = Math.max(until, machine.now);
  for (const container of machine.containers.values()) if (moves(container, end)) return advanceContainers(ctx, machine, end);
  return wait(atMoment(machine, end));
}

function* advanceContainers(ctx: EngineContext, machine: Machine, end: number): Soon<Machine> {
  let current = machine;
  for (const container of machine.containers.values()) {
    if (!moves(container, end)) continue;
    const { advanceContainer } = RUNNING.loaded ?? (yield* wait(RUNNING.load()));
    current = yield* advanceContainer(ctx, current, container.id, end);
  }
  return atMoment(current, end);
}

function atMoment(machine: Machine, now: number): Machine {
  return machine.now === now ? machine : { ...machine, now };
}

function moves(container: Container, until: number): boolean {
  return isRunning(container) && container.state.status !== 'paused' && !isQuiet(container, until);
}

/** Nothing happens in it until then, so its run need not be at hand. */
function isQuiet({ process }: Container, until: number): boolean {
  return process?.quietUntil !== undefined && process.quietUntil > until;
}
