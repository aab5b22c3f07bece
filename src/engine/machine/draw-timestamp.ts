import { hexNumberAt } from '../bytes/hex.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { drawId } from './draw-id.ts';
import type { Machine } from './machine.ts';
import { formatTimestamp } from './timestamps.ts';

/** The machine's time as an image's `created`: two commits within one millisecond are two images, as with a real clock. */
export function drawTimestamp(ctx: Pick<EngineContext, 'ports'>, machine: Machine): { machine: Machine; created: string } {
  const drawn = drawId(ctx, machine);
  const nanoseconds = hexNumberAt(drawn.id, 0) % 1_000_000;
  return { machine: drawn.machine, created: formatTimestamp(machine.now, nanoseconds) };
}
