/** A session on the real engine: files that the learner writes reach the machine before the line runs, and stay with the step. */
import { expect, test } from 'vitest';
import { openLab } from '../../curriculum/lab.ts';
import { atMost, defineExercise, EMPTY_START } from '../../exercise/index.ts';
import { openLabSession } from './lab-session.ts';
import { createOutputRows } from './output-rows.ts';

const lab = await openLab();
const start = { ...EMPTY_START, files: { Dockerfile: 'FROM scratch\n', 'a.txt': 'A\n' } };
const facts = { id: 'e', lesson: 'l', start };

async function read(steps: Parameters<typeof openLabSession>[1]['steps'], line: string): Promise<string> {
  const session = await openLabSession(lab, { start, steps });
  const rows = createOutputRows();
  await session.run({ line }, rows);
  return rows
    .rows()
    .map(({ text }) => text)
    .join('\n');
}

test('files of a step are there when its line runs and after it', async () => {
  expect(await read([], 'cat Dockerfile')).toBe('FROM scratch');
  expect(await read([{ line: 'true', files: { Dockerfile: 'FROM alpine:3.13\n', 'conf/x': '1' } }], 'cat Dockerfile conf/x')).toBe(
    'FROM alpine:3.13\n1',
  );
});

test('an answer with files is a session whose first step wrote them', async () => {
  const exercise = defineExercise({
    ...facts,
    kind: 'dockerfile',
    build: ['docker build -t x .', 'docker images -q x'],
    goals: [{ id: 'built', condition: { kind: 'image-exists', ref: 'x' } }],
  });
  const session = await openLabSession(lab, { start, exercise, steps: [] });
  const verdict = await session.check({ files: { Dockerfile: 'FROM scratch\nCOPY a.txt /\n' } });
  expect(verdict.kind).toBe('passed');
  expect(session.steps.map(({ line, files }) => ({ line, files }))).toEqual([
    { line: 'docker build -t x .', files: { Dockerfile: 'FROM scratch\nCOPY a.txt /\n' } },
    { line: 'docker images -q x', files: undefined },
  ]);
  const again = await openLabSession(lab, { start, exercise, steps: session.steps });
  expect((await again.snapshot()).goals).toEqual([{ id: 'built', met: true }]);
});

test('a prediction about one run leaves the machine as the run did; one about several leaves it as it was', async () => {
  const question = { kind: 'which-lines', run: ['cat a.txt'], items: [{ id: 'a', line: 'A' }] } as const;
  const lines = await openLabSession(lab, { start, exercise: defineExercise({ ...facts, kind: 'predict', question }), steps: [] });
  await lines.check({ prediction: { kind: 'ticks', items: [] } });
  expect(lines.steps.map(({ line }) => line)).toEqual(['cat a.txt']);

  const each = { kind: 'which-pass', items: [{ id: 'a', line: 'cat a.txt' }] } as const;
  const pass = await openLabSession(lab, {
    start,
    exercise: defineExercise({ ...facts, kind: 'predict', question: each }),
    steps: [],
  });
  await pass.check({ prediction: { kind: 'ticks', items: [] } });
  expect(pass.steps).toEqual([]);
});

test('what has been used is counted up to where the learner stands', async () => {
  const exercise = defineExercise({
    ...facts,
    kind: 'challenge',
    goals: [{ id: 'few', condition: { kind: 'command-count', is: atMost(1) } }],
  });
  const line = 'docker pull -q alpine:3.13; docker images -q; docker tag alpine:3.13 mine';
  const session = await openLabSession(lab, { start, exercise, steps: [{ line }] });
  const { usage } = await session.snapshot();
  expect(usage).toMatchObject({ commands: 2, downloads: 1 });
  expect(usage.disk).toBeGreaterThan(5_000_000);
  session.goto(0);
  expect((await session.snapshot()).usage).toEqual({ commands: 0, downloads: 0, layers: 0, disk: 0 });
});
