/** Time going on: what running containers do meanwhile. */
import type { EngineContext } from '../cas/content-store.ts';
import type { Container } from '../machine/container.ts';
import type { Machine, MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { takeLive } from './live.ts';
import { ProcessError } from './process-error.ts';
import { settleLive } from './settle.ts';
import { startContainer } from './start-container.ts';

const FIRST_DELAY_MS = 100;
const MAX_RESTARTS = 20;

/**
 * The machine at `until` (milliseconds since 1970; never earlier than `machine.now`): what running containers wrote, who ended,
 * who was removed (`--rm`) or restarted (`--restart`).
 */
export async function advanceMachine(ctx: EngineContext, machine: Machine, until: number): Promise<Machine> {
  const end = Math.max(until, machine.now);
  let current = machine;
  for (const { id, state } of machine.containers.values()) {
    if (state.status === 'running') current = await advanceContainer(ctx, current, id, end);
  }
  return current.now === end ? current : { ...current, now: end };
}

async function advanceContainer(ctx: EngineContext, machine: Machine, id: ContainerId, until: number): Promise<Machine> {
  let current = machine;
  for (let restarts = 0; ; restarts += 1) {
    const container = current.containers.get(id);
    if (container?.process === undefined || container.state.status !== 'running') return current;
    const live = await takeLive(ctx, current, container);
    await live.world.kernel.run({ until, done: () => live.main.state !== 'alive' });
    const endedAt = live.world.kernel.now;
    const settled = settleLive(current, id, live);
    current = settled.machine;
    if (settled.exitCode === undefined || !wantsRestart(container, settled.exitCode, restarts)) return current;
    const at = endedAt + FIRST_DELAY_MS * 2 ** restarts;
    if (at > until || restarts >= MAX_RESTARTS) return current;
    current = await restart(ctx, current, id, at);
  }
}

function wantsRestart({ hostConfig }: Container, exitCode: number, restarts: number): boolean {
  const [policy, max] = hostConfig.restart.split(':');
  if (policy === 'always' || policy === 'unless-stopped') return true;
  return policy === 'on-failure' && exitCode !== 0 && (max === undefined || restarts < Number(max));
}

/** Starts it at a moment that lies between the machine's present and where it is going. */
async function restart(ctx: EngineContext, machine: Machine, id: ContainerId, at: number): Promise<Machine> {
  const ref: MachineRef = { current: { ...machine, now: at } };
  try {
    await startContainer(ctx, ref, id, { attach: false });
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
  }
  return { ...ref.current, now: machine.now };
}
