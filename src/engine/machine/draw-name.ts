/** Names of containers that were given none (moby `pkg/namesgenerator`): `vigorous_mclean`, with a digit where that is taken. */
import { hexNumberAt } from '../bytes/hex.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { drawId } from './draw-id.ts';
import { ADJECTIVES, SURNAMES } from './draw-name.data.ts';
import type { Machine } from './machine.ts';

const MAX_TRIES = 6;

export function drawName(ctx: Pick<EngineContext, 'ports'>, machine: Machine): { machine: Machine; name: string } {
  let current = machine;
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const drawn = drawId(ctx, current);
    current = drawn.machine;
    const adjective = ADJECTIVES[hexNumberAt(drawn.id, 0) % ADJECTIVES.length];
    const surname = SURNAMES[hexNumberAt(drawn.id, 8) % SURNAMES.length];
    const name = `${adjective}_${surname}${attempt === 0 ? '' : hexNumberAt(drawn.id, 16) % 10}`;
    if (!isTaken(machine, name)) return { machine: current, name };
  }
  const drawn = drawId(ctx, current);
  return { machine: drawn.machine, name: drawn.id.slice(0, 12) };
}

function isTaken({ containers }: Machine, name: string): boolean {
  for (const container of containers.values()) if (container.name === name) return true;
  return false;
}
