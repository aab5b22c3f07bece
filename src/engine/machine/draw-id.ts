/** IDs that Docker makes by chance. Ours come from the seed and a counter of the machine, so that the same commands give the same IDs. */
import { sha256Hex } from '../bytes/sha256.ts';
import type { EngineContext } from '../cas/content-store.ts';
import type { Machine } from './machine.ts';

/** 64 hex digits. */
export function drawId(ctx: Pick<EngineContext, 'ports'>, machine: Machine): { machine: Machine; id: string } {
  const id = sha256Hex(`${ctx.ports.seed}:${machine.drawn}`, ctx.ports);
  return { machine: { ...machine, drawn: machine.drawn + 1 }, id };
}
