/** Two have written the same record, and neither had seen the other: the last one stands, and nothing of the other is lost. */
import type { Kept } from '../kit/storage.ts';
import { answerKey, type KeptAnswer, type KeptCard, type KeptSession, kindOf, subjectOf } from './kept.ts';

export interface Settled {
  readonly value: Kept;
  /** what is put aside of the one that gave way */
  readonly aside?: readonly [key: string, value: KeptAnswer];
}

export interface AsideSlots {
  readonly draft: 'other-tab' | 'file';
  readonly steps: 'other-tab-steps' | 'file-steps';
}
export const FROM_TAB: AsideSlots = { draft: 'other-tab', steps: 'other-tab-steps' };
export const FROM_FILE: AsideSlots = { draft: 'file', steps: 'file-steps' };

/** @param at when it is put aside, in milliseconds since 1970 */
export function settle(key: string, winner: Kept, loser: Kept, slots: AsideSlots, at: number): Settled {
  const kind = kindOf(key);
  const id = subjectOf(key);
  if (kind === 'card') {
    const { draft, exerciseVersion } = loser as KeptCard;
    const value = joinProgress(winner as KeptCard, loser as KeptCard);
    if (isSame(draft, value.draft)) return { value };
    return { value, aside: [answerKey(id, slots.draft), { version: 1, exerciseVersion, draft, at }] };
  }
  if (kind === 'session') {
    const { steps } = loser as KeptSession;
    if (steps.length === 0 || isSame(steps, (winner as KeptSession).steps)) return { value: winner };
    return { value: winner, aside: [answerKey(id, slots.steps), { version: 1, steps, at }] };
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
