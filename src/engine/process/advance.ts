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
export function* advanceMachine(ctx: EngineContext, machine: Machine, until: number): Soon<Machine> {
  const end = Math.max(until, machine.now);
  let current = machine;
  for (const container of machine.containers.values()) {
    if (!isRunning(container) || container.state.status === 'paused' || isQuiet(container, end)) continue;
    const { advanceContainer } = RUNNING.loaded ?? (yield* wait(RUNNING.load()));
    current = yield* advanceContainer(ctx, current, container.id, end);
  }
  return current.now === end ? current : { ...current, now: end };
}

/** Nothing happens in it until then, so its run need not be at hand. */
function isQuiet({ process }: Container, until: number): boolean {
  return process?.quietUntil !== undefined && process.quietUntil > until;
}
