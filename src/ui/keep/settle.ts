/** Two have written the same record, and neither had seen the other: the last one stands, and nothing of the other is lost. */
import type { Kept } from '../kit/storage.ts';
import { type KeptAnswer, type KeptCard, type KeptSession, kindOf } from './kept.ts';

export interface Settled {
  readonly value: Kept;
  /** what is to be put aside of the one that gave way */
  readonly aside?: KeptAnswer;
}

/** @param at when it is put aside, in milliseconds since 1970 */
export function settle(key: string, winner: Kept, loser: Kept, at: number): Settled {
  const kind = kindOf(key);
  if (kind === 'card') {
    const { draft, exerciseVersion } = loser as KeptCard;
    const value = joinProgress(winner as KeptCard, loser as KeptCard);
    return isSame(draft, value.draft) ? { value } : { value, aside: { version: 1, exerciseVersion, draft, at } };
  }
  if (kind === 'session') {
    const { steps } = loser as KeptSession;
    const isLost = steps.length > 0 && !isSame(steps, (winner as KeptSession).steps);
    return isLost ? { value: winner, aside: { version: 1, steps, at } } : { value: winner };
  }
  return { value: winner };
}

/** What was reached stays reached. */
function joinProgress(winner: KeptCard, loser: KeptCard): KeptCard {
  return {
    ...winner,
    attempts: Math.max(winner.attempts, loser.attempts),
    hintsShown: Math.max(winner.hintsShown, loser.hintsShown),
    isSolved: winner.isSolved || loser.isSolved,
    hasBonus: winner.hasBonus || loser.hasBonus,
  };
}

/** The shapes that are kept are plain, and always built in the same order. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
