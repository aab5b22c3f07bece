import { expect, test } from 'vitest';
import { formatLeft, fromLocalInput, toLocalInput, windowState } from './window-state.ts';

test.each([
  { name: 'no bounds', window: {}, now: 5, state: { kind: 'open' } },
  { name: 'not yet', window: { opensAt: 10 }, now: 4, state: { kind: 'before', left: 6 } },
  { name: 'at the moment it opens', window: { opensAt: 10, closesAt: 20 }, now: 10, state: { kind: 'open', left: 10 } },
  { name: 'at the moment it closes', window: { closesAt: 20 }, now: 20, state: { kind: 'closed' } },
])('$name', ({ window, now, state }) => {
  expect(windowState(window, now)).toEqual(state);
});

test.each([
  [0, '0:00'],
  [1, '0:01'],
  [59_001, '1:00'],
  [185_000, '3:05'],
  [3_723_000, '1:02:03'],
])('%i ms left: %s', (left, text) => {
  expect(formatLeft(left)).toBe(text);
});

test('a field for a date and time and back, to the minute', () => {
  const time = new Date(2026, 2, 9, 14, 5).getTime();
  expect(toLocalInput(time)).toBe('2026-03-09T14:05');
  expect(fromLocalInput(toLocalInput(time))).toBe(time);
  expect([toLocalInput(undefined), fromLocalInput(''), fromLocalInput('2026-03')]).toEqual(['', undefined, expect.any(Number)]);
});
