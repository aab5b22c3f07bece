import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import type { Grade } from '../../server/domain/class-event.ts';
import type { ExerciseSummary, GridRow } from '../../server/domain/grid.ts';
import { listGroups, splitSentence } from './cluster-groups.ts';

const EXERCISE = {
  facts: { id: 'one' } as unknown as Exercise,
  says: {
    goals: { gone: 'There is no image.' },
    nearMisses: { forced: 'The name went, with `-f`. The layers stay.' },
    deadEnds: { burnt: 'It was forced.' },
    hints: [],
  },
};
const GRADE = { unmet: [], end: 'e1', content: '1.0a1b2c3d4e' } as const;
const row = (learner: string, cluster: string, grade: Grade): GridRow => ({
  learner,
  name: learner,
  locale: 'en',
  removed: false,
  lastAt: 0,
  cells: { one: { status: 'tried', attempts: 1, startedAt: 0, lastAt: 0, sameNearMiss: 1, cluster, grade } },
});
const summary = (clusters: ExerciseSummary['clusters']): ExerciseSummary => ({
  exercise: 'one',
  opened: 0,
  tried: 0,
  passed: 0,
  passRate: 0,
  medianAttempts: undefined,
  medianTime: undefined,
  nearMisses: [],
  clusters,
  stuck: [],
});

test('a group has a name, what was told, and who is in it', () => {
  const rows = [
    row('ana', 'near-miss.forced.e1', { ...GRADE, kind: 'near-miss', nearMiss: 'forced' }),
    row('bia', 'near-miss.forced.e1', { ...GRADE, kind: 'near-miss', nearMiss: 'forced' }),
    row('caio', 'dead-end.burnt.e1', { ...GRADE, kind: 'dead-end', deadEnd: 'burnt' }),
    row('davi', 'not-yet..e2', { ...GRADE, kind: 'not-yet', unmet: ['gone'] }),
    row('elisa', 'passed..e3', { ...GRADE, kind: 'passed' }),
    row('fabio', 'stopped', { kind: 'stopped', limit: 'time', content: '1.0a1b2c3d4e' }),
  ];
  const groups = listGroups(
    summary([
      { cluster: 'near-miss.forced.e1', learners: ['ana', 'bia'] },
      { cluster: 'dead-end.burnt.e1', learners: ['caio'] },
      { cluster: 'not-yet..e2', learners: ['davi'] },
      { cluster: 'passed..e3', learners: ['elisa'] },
      { cluster: 'stopped', learners: ['fabio'] },
      { cluster: 'erased meanwhile', learners: ['gone'] },
    ]),
    rows,
    EXERCISE,
  );
  expect(groups.map(({ learners, cluster: _, ...group }) => [group, learners.length])).toEqual([
    [{ kind: 'near-miss', name: 'The name went, with `-f`.', feedback: 'The layers stay.' }, 2],
    [{ kind: 'dead-end', name: 'It was forced.' }, 1],
    [{ kind: 'not-yet', name: 'There is no image.' }, 1],
    [{ kind: 'passed' }, 1],
    [{ kind: 'stopped' }, 1],
  ]);
});

test.each([
  { text: 'Half done. Go on.', first: 'Half done.', rest: 'Go on.' },
  { text: 'Only `a. b` was run. Again.', first: 'Only `a. b` was run.', rest: 'Again.' },
  { text: 'alpine:3.13 stays! Why?', first: 'alpine:3.13 stays!', rest: 'Why?' },
  { text: 'No end', first: 'No end', rest: '' },
])('$text', ({ text, first, rest }) => expect(splitSentence(text)).toEqual([first, rest]));
