import { expect, test } from 'vitest';
import { createClassState } from './class-state.ts';
import { decideShow, MOST_SHOWN } from './decide-show.ts';
import { Refusal } from './refusal.ts';
import { applyShow, changeOf, type ShownMachine } from './shown-machine.ts';

const shown = (lines: string, at = lines.length, more: Partial<ShownMachine> = {}): ShownMachine => ({
  exercise: 'second-tag',
  steps: [...lines].map((line) => ({ line })),
  at,
  ...more,
});
const written = (text: string): ShownMachine => ({ steps: [{ line: 'cat a', files: { a: text } }], at: 1 });

test.each([
  { name: 'nothing was shown', before: undefined, next: shown('ab'), keep: 0, sent: 2 },
  { name: 'one more step', before: shown('ab'), next: shown('abc'), keep: 2, sent: 1 },
  { name: 'looks back', before: shown('abc'), next: shown('abc', 1), keep: 3, sent: 0 },
  { name: 'another future', before: shown('abc'), next: shown('abd'), keep: 2, sent: 1 },
  { name: 'back to the start', before: shown('abc'), next: shown(''), keep: 0, sent: 0 },
  { name: 'one step less', before: shown('abc'), next: shown('ab'), keep: 2, sent: 0 },
  { name: 'another exercise', before: shown('ab'), next: shown('ab', 2, { exercise: 'other' }), keep: 0, sent: 2 },
  { name: 'another text of a file', before: written('1'), next: written('2'), keep: 0, sent: 1 },
])('$name: keeps $keep steps, sends $sent, and comes to what is shown', ({ before, next, keep, sent }) => {
  const event = changeOf(before, next);
  expect(event).toMatchObject({ kind: 'show.changed', keep, steps: { length: sent } });
  expect(event && applyShow(before, event)).toEqual(next);
  expect(changeOf(next, next), 'the same again is no change').toBeUndefined();
});

test('a log takes so much and no more, but what is shown already', () => {
  const state = Object.assign(createClassState(), { shownSize: MOST_SHOWN, shown: shown('a') });
  expect(decideShow(state, shown('a')).events).toEqual([]);
  expect(() => decideShow(state, shown('ab'))).toThrow(new Refusal('too-many-requests'));
});
