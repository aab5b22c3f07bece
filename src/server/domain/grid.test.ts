import { expect, test } from 'vitest';
import type { ClassEvent, Grade } from './class-event.ts';
import { applyEvent, type ClassState, createClassState } from './class-state.ts';
import { viewFor } from './class-view.ts';
import { cellView, IDLE_MS, median, stuckOf, summarise } from './grid.ts';

const MINUTE = 60_000;

function play(...events: readonly (readonly [at: number, event: ClassEvent])[]): ClassState {
  const state = createClassState();
  for (const [index, [at, event]] of events.entries()) applyEvent(state, { seq: index + 1, at, event });
  return state;
}
const joined = (learner: string): [number, ClassEvent] => [0, { kind: 'learner.joined', learner, name: learner, locale: 'en' }];
const moved = (at: number, learner: string, exercise = 'e'): [number, ClassEvent] => [
  at,
  { kind: 'learner.moved', learner, exercise, locale: 'en' },
];
const grade = (kind: 'passed' | 'near-miss' | 'not-yet', end: string, nearMiss?: string): Grade => ({
  kind,
  unmet: [],
  end,
  content: '1.0',
  ...(nearMiss === undefined ? {} : { nearMiss }),
});
let answers = 0;
function answered(at: number, learner: string, verdict: Grade, exercise = 'e'): [number, ClassEvent][] {
  answers += 1;
  const about = { learner, answer: `a${answers}`, exercise };
  return [
    [at, { kind: 'answer.received', ...about, content: '1.0', locale: 'en' }],
    [at + 1, { kind: 'answer.graded', ...about, grade: verdict }],
  ];
}

test('a cell counts attempts until the first pass, and later answers change nothing of that', () => {
  const state = play(
    joined('ana'),
    moved(10, 'ana'),
    ...answered(20, 'ana', grade('near-miss', 'x', 'm')),
    ...answered(30, 'ana', grade('passed', 'y')),
    ...answered(40, 'ana', grade('not-yet', 'z')),
  );
  const cell = state.learners.get('ana')?.cells.get('e');
  expect(cell && cellView(cell)).toMatchObject({ status: 'passed', attempts: 3, attemptsToPass: 2, passedAt: 31, startedAt: 10 });
});

test('who is stuck: the same near miss three times in a row, or no sign of life', () => {
  const same = grade('near-miss', 'x', 'm');
  const other = grade('near-miss', 'x', 'n');
  const state = play(
    joined('ana'),
    joined('bia'),
    joined('caio'),
    moved(10, 'ana'),
    moved(10, 'bia'),
    moved(10, 'caio'),
    ...answered(MINUTE, 'ana', same),
    ...answered(MINUTE, 'ana', same),
    ...answered(MINUTE, 'ana', same),
    ...answered(MINUTE, 'bia', same),
    ...answered(MINUTE, 'bia', other),
    ...answered(MINUTE, 'bia', same),
    ...answered(MINUTE, 'caio', grade('passed', 'y')),
  );
  const stuck = (now: number, seen?: number) => [...state.learners.values()].map((learner) => stuckOf(learner, now, seen) ?? '');
  expect(stuck(2 * MINUTE)).toEqual(['same-near-miss', '', '']);
  expect(stuck(MINUTE + IDLE_MS)).toEqual(['same-near-miss', 'idle', '']);
  expect(stuck(MINUTE + IDLE_MS, MINUTE + IDLE_MS - 1)).toEqual(['same-near-miss', '', '']);
});

test('an exercise in one line: rate, medians, near misses by learners, clusters', () => {
  const state = play(
    joined('ana'),
    joined('bia'),
    joined('caio'),
    moved(0, 'ana'),
    moved(0, 'bia'),
    moved(0, 'caio'),
    ...answered(1000, 'ana', grade('near-miss', 'x', 'm')),
    ...answered(2000, 'ana', grade('near-miss', 'x', 'm')),
    ...answered(3000, 'ana', grade('passed', 'y')),
    ...answered(1000, 'bia', grade('passed', 'y')),
    ...answered(1000, 'caio', grade('near-miss', 'x', 'm')),
  );
  expect(summarise(state, 4000)).toEqual([
    {
      exercise: 'e',
      opened: 3,
      tried: 3,
      passed: 2,
      passRate: 2 / 3,
      medianAttempts: 2,
      medianTime: 2001,
      nearMisses: [{ nearMiss: 'm', learners: 2 }],
      clusters: [
        { cluster: 'passed..y', learners: ['ana', 'bia'] },
        { cluster: 'near-miss.m.x', learners: ['caio'] },
      ],
      stuck: [],
    },
  ]);
});

test('regrading moves ticks and counts to where they belong', () => {
  const wrong = grade('near-miss', 'x', 'm');
  const right = grade('passed', 'y');
  const state = play(joined('ana'), ...answered(10, 'ana', wrong), ...answered(20, 'ana', right));
  const about = (answer: number) => ({ learner: 'ana', answer: `a${answers - 2 + answer}`, exercise: 'e' });
  applyEvent(state, { seq: 90, at: 50, event: { kind: 'answer.regraded', ...about(2), was: right, grade: wrong } });
  const cell = state.learners.get('ana')?.cells.get('e');
  expect(cell && cellView(cell).status).toBe('tried');
  expect(cell?.nearMisses).toEqual(new Map([['m', 2]]));
  applyEvent(state, { seq: 91, at: 60, event: { kind: 'answer.regraded', ...about(1), was: wrong, grade: right } });
  expect(cell && cellView(cell).status).toBe('passed');
  expect(cell?.nearMisses).toEqual(new Map([['m', 1]]));
});

test('a learner sees nobody else, and no histogram before it is published', () => {
  const vote: [number, ClassEvent][] = [
    [1, { kind: 'vote.opened', vote: 'v', exercise: 'e', round: 1 }],
    [2, { kind: 'vote.cast', learner: 'ana', vote: 'v', round: 1, choice: 'x' }],
    [3, { kind: 'vote.cast', learner: 'bia', vote: 'v', round: 1, choice: 'z' }],
  ];
  const state = play(joined('ana'), joined('bia'), ...vote);
  const member = { classId: 'c', role: 'learner', learner: 'ana' } as const;
  const seen = JSON.stringify(viewFor(member, state, 5));
  expect(seen).not.toContain('bia');
  expect(seen).not.toContain('"z"');
  applyEvent(state, { seq: 9, at: 9, event: { kind: 'vote.published', vote: 'v', rounds: [] } });
  expect(viewFor(member, state, 5).votes[0]).toMatchObject({
    mine: ['x'],
    rounds: [
      [
        { choice: 'x', count: 1 },
        { choice: 'z', count: 1 },
      ],
    ],
  });
});

test.each([
  { values: [], is: undefined },
  { values: [3], is: 3 },
  { values: [9, 1, 2], is: 2 },
  { values: [4, 1, 2, 3], is: 2.5 },
])('median of $values', ({ values, is }) => expect(median(values)).toBe(is));
