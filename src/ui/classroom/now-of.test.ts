import { expect, test } from 'vitest';
import type { GridRow } from '../../server/domain/grid.ts';
import { countActive, formatSpan, nowOf } from './now-of.ts';

const NOW = 1_000_000_000;
const row = (more: Partial<GridRow> = {}): GridRow => ({
  learner: 'l1',
  name: 'Ana',
  locale: 'pt-BR',
  removed: false,
  exercise: 'one',
  lastAt: NOW - 8000,
  cells: { one: { status: 'tried', attempts: 2, startedAt: 0, lastAt: NOW - 8000, sameNearMiss: 1 } },
  ...more,
});
const sign = (doing: string, ago: number) => ({ learner: 'l1', doing, at: NOW - ago });

test('who is active: a sign in the last minute, and not gone since', () => {
  const person = (learner: string, lastAt: number, removed = false) => ({ learner, lastAt, removed });
  const signs = new Map([
    ['ana', { learner: 'ana', doing: 'reading', at: NOW - 1000 }],
    ['bia', { learner: 'bia', doing: 'away', at: NOW - 1000 }],
  ]);
  const rows = [
    person('ana', 0),
    person('bia', NOW - 2000),
    person('caio', NOW - 59_000),
    person('davi', NOW - 61_000),
    person('eva', NOW, true),
  ];
  expect(countActive({ rows }, signs, NOW)).toBe(2);
});

test.each([
  { name: 'a fresh sign says more than the log', presence: sign('typing', 2000), key: 'doing.typing' },
  { name: 'a hint is told with its number', presence: sign('hint-2', 2000), key: 'doing.hint', params: { level: '2' } },
  {
    name: 'an answer that came after the sign says more',
    presence: sign('typing', 9000),
    key: 'nowRan',
    params: { time: '8\u00a0s' },
  },
  { name: 'without a sign, the last answer', key: 'nowRan', params: { time: '8\u00a0s' } },
  {
    name: 'the same near miss again and again says more than all',
    presence: sign('typing', 1),
    stuck: 'same-near-miss',
    key: 'nowSame',
  },
  {
    name: 'long without a sign',
    at: { lastAt: NOW - 250_000 },
    stuck: 'idle',
    key: 'nowIdle',
    params: { time: '4\u00a0min 10\u00a0s' },
  },
  { name: 'an old sign still counts as a sign', at: { lastAt: 0 }, presence: sign('reading', 60_000), key: 'nowRan' },
  { name: 'going away is no sign of work', at: { lastAt: NOW - 300_000 }, presence: sign('away', 60_000), key: 'nowIdle' },
] as const)('$name', ({ key, ...given }) => {
  const presence = 'presence' in given ? given.presence : undefined;
  const stuck = 'stuck' in given ? given.stuck : undefined;
  const now = nowOf(row('at' in given ? given.at : {}), presence, stuck, NOW);
  expect(now?.key).toBe(key);
  if ('params' in given) expect(now?.params).toMatchObject(given.params);
});

test('who has only just come has done nothing yet', () => {
  expect(nowOf(row({ cells: {} }), undefined, undefined, NOW)).toBeUndefined();
});

test.each([
  [400, '0\u00a0s'],
  [59_000, '59\u00a0s'],
  [190_000, '3\u00a0min 10\u00a0s'],
  [754_000, '12\u00a0min'],
  [7_500_000, '2\u00a0h 5\u00a0min'],
])('%d ms', (span, text) => expect(formatSpan(span)).toBe(text));
