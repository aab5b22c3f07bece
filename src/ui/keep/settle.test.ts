import { expect, test } from 'vitest';
import { cardKey, type KeptCard } from './kept.ts';
import { settle } from './settle.ts';

const AT = 1_796_000_000_000;
function card(code: string, more: Partial<KeptCard> = {}): KeptCard {
  const draft = { code, files: {}, blocks: [], ticks: [], fields: {} };
  return { version: 3, exerciseVersion: 1, draft, attempts: 0, hintsShown: 0, isSolved: false, hasBonus: false, ...more };
}
const REACHED = { attempts: 4, hintsShown: 2, isSolved: true, hasBonus: true };

test.each([
  { name: 'of the one that gave way', winner: card('a'), loser: card('a', REACHED) },
  { name: 'of the one that stands', winner: card('a', REACHED), loser: card('a') },
])('what was reached stays reached: $name', ({ winner, loser }) => {
  expect(settle(cardKey('e'), winner, loser, AT)).toEqual({ value: card('a', REACHED) });
});

test('another draft is put aside, with the version of the exercise it was written for', () => {
  const loser = card('b', { exerciseVersion: 7 });
  const aside = { version: 1, exerciseVersion: 7, draft: loser.draft, at: AT };
  expect(settle(cardKey('e'), card('a'), loser, AT)).toEqual({ value: card('a'), aside });
});
