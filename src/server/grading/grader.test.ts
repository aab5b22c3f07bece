/** The grader on its own engine in its own threads: honest answers, forged ones, hostile ones. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeExerciseManifest } from '../../../scripts/exercise-manifest.ts';
import type { Answer } from '../../exercise/index.ts';
import type { GradingTask } from '../domain/grade-answer.ts';
import { createGrader, type Grader } from './grader.ts';

const registryFolder = join(import.meta.dirname, '../../../content/registry');
let grader: Grader;
/** with little time */
let strict: Grader;
let tasks: Map<string, Omit<GradingTask, 'answer'>>;

beforeAll(async () => {
  const { exercises } = await makeExerciseManifest();
  tasks = new Map(exercises.map(({ content, facts }) => [facts.id, { content, facts }]));
  grader = createGrader({ registryFolder, timeMs: 15_000, threads: 2 });
  strict = createGrader({ registryFolder, timeMs: 2500, threads: 2 });
});
afterAll(() => Promise.all([grader.close(), strict.close()]));

function grade(id: string, answer: Answer, by = grader) {
  const task = tasks.get(id);
  if (task === undefined) throw new RangeError(id);
  return by.grade({ ...task, answer });
}

test('the verdict is what the engine finds, and unequal answers with one end are one cluster', async () => {
  const [good, none, otherwise] = await Promise.all([
    grade('remove-without-forcing', { lines: ['docker stop $(docker ps -q)', 'docker container prune -f'] }),
    grade('remove-without-forcing', { lines: [] }),
    grade('remove-without-forcing', { lines: ['docker ps', 'echo nothing'] }),
  ]);
  expect(none.kind).not.toBe('passed');
  expect(none).toMatchObject({ end: expect.stringMatching(/^[0-9a-f]{10}$/) });
  expect(otherwise).toEqual(none);
  expect(good).toMatchObject({ end: expect.not.stringContaining('end' in none ? none.end : '') });
});

test('a prediction is compared with what the engine finds, and the truth is found once', async () => {
  const [one, two] = await Promise.all([
    grade('one-image-three-containers', { prediction: { kind: 'fields', values: { images: '1', containers: '3' } } }),
    grade('one-image-three-containers', { prediction: { kind: 'fields', values: {} } }),
  ]);
  expect([one.kind, two.kind]).toContain('passed');
});

test('an answer of another shape is a misfit', async () => {
  expect(await grade('second-tag', { blocks: [] })).toMatchObject({ kind: 'misfit' });
});

test('the same answer is played once', async () => {
  const before = grader.stats.played;
  const answer = { lines: ['docker images'] };
  await Promise.all([grade('second-tag', answer), grade('second-tag', answer)]);
  await grade('second-tag', answer);
  expect(grader.stats.played - before).toBe(1);
});

test.each([
  { name: 'an endless loop', lines: ['while true; do :; done'] },
  { name: 'a fork bomb', lines: [':(){ :|:& };:'] },
  { name: 'a text that doubles', lines: ['x=aaaaaaaa; while true; do x=$x$x; done'] },
  { name: 'endless output', lines: ['yes'] },
  { name: 'a huge file of chance', lines: ['head -c 100000000 /dev/urandom > f', 'cp f g', 'cat f g > h'] },
  { name: 'many files', lines: ['for i in $(seq 100000); do echo $i > f$i; done'] },
])('$name ends, and the next answer is graded as ever', async ({ lines }) => {
  const hostile = await grade('second-tag', { lines }, strict);
  expect(hostile.kind).not.toBe('passed');
  expect(await grade('second-tag', { lines: [`echo after ${lines[0]?.length}`] })).toMatchObject({ end: expect.any(String) });
});

test('what takes too long costs its thread, and nobody else anything', async () => {
  const short = createGrader({ registryFolder, timeMs: 4000, threads: 2 });
  const bomb = { lines: Array.from({ length: 200 }, () => 'while true; do echo; done') };
  const [stopped, fine] = await Promise.all([grade('second-tag', bomb, short), grade('layer-into-image', { blocks: [] }, short)]);
  expect(stopped).toMatchObject({ kind: 'stopped', limit: 'time' });
  expect(fine).toMatchObject({ end: expect.any(String) });
  expect(short.stats.stopped).toBe(1);
  await short.close();
});

test('threads that play ahead begin at once, and one that cannot be played stops nobody', async () => {
  const [first] = [...tasks.values()];
  if (first === undefined) throw new RangeError('no exercise');
  const broken = { ...first, facts: { ...first.facts, start: { ...first.facts.start, commands: ['docker no-such-command'] } } };
  const ahead = createGrader({ registryFolder, timeMs: 15_000, threads: 2, ahead: [broken, ...tasks.values()].slice(0, 4) });
  expect(ahead.alive).toBe(2);
  const lines = { lines: ['docker images'] };
  expect(await grade('second-tag', lines, ahead)).toEqual(await grade('second-tag', lines));
  await ahead.close();
});
