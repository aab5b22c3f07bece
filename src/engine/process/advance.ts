/** Time going on: what running containers do meanwhile. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Machine } from '../machine/machine.ts';

/**
 * The machine at `until` (milliseconds since 1970; never earlier than `machine.now`): what running containers wrote, who ended,
 * who was removed (`--rm`) or restarted (`--restart`).
 */
export async function advanceMachine(ctx: EngineContext, machine: Machine, until: number): Promise<Machine> {
  void [ctx, machine, until];
  throw new InvariantError('not landed yet');
}
