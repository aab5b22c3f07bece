/**
 * Every exercise on the engine: the start does not pass, each solution does, each wrong answer fails the goals it names and
 * gets the feedback it names, and what a learner has on the machine besides does not stand in the way.
 */
import { describe, expect, test } from 'vitest';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { judge, type Outcome } from '../../src/exercise/index.ts';
import {
  check,
  checkAnew,
  emptyAnswer,
  judged,
  machineProblems,
  predictions,
  stopped,
  transcript,
  trueAnswer,
} from './check-answer.ts';

describe.each(judged)('$id', (exercise) => {
  const nothing = emptyAnswer(exercise);

  test('doing nothing does not pass, and is told which goal comes first', async () => {
    const { verdict } = await check(exercise, nothing);
    expect(verdict.kind).not.toBe('passed');
    expect(verdict.goals.some((goal) => !goal.met)).toBe(true);
    // a file that is there at the start may itself be the mistake
    const isGiven = 'build' in exercise && 'editable' in exercise && exercise.editable.some((path) => path in exercise.start.files);
    if (!isGiven)
      expect({ nearMiss: verdict.nearMiss, deadEnd: verdict.deadEnd }).toEqual({ nearMiss: undefined, deadEnd: undefined });
  });

  test.each(listAnswers(exercise, 'solutions'))('$file passes, and no near miss and no dead end fires on it', async (solution) => {
    const { verdict, outcome } = await check(exercise, solution.answer);
    expect(verdict, transcript(outcome)).toMatchObject({ kind: 'passed' });
    expect(stopped(outcome)).toEqual([]);
    expect(await machineProblems(outcome)).toEqual([]);
    const impossible = { ...exercise, goals: [{ id: 'never', condition: { kind: 'any', of: [] } as const }] };
    expect((await judge(impossible, outcome)).kind, transcript(outcome)).toBe('not-yet');
  });

  test.each(listAnswers(exercise, 'wrong'))('$file fails what it names and is told so', async (wrong) => {
    const { verdict, outcome } = await check(exercise, wrong.answer);
    const unmet = verdict.goals.filter((goal) => !goal.met).map((goal) => goal.id);
    expect(unmet.toSorted(), transcript(outcome)).toEqual([...wrong.fails].sort());
    expect(verdict.nearMiss ?? verdict.deadEnd?.id, transcript(outcome)).toBe(wrong.feedback);
    expect(stopped(outcome)).toEqual([]);
  });

  test('every near miss and dead end is reached by some wrong answer', async () => {
    const reached: (string | undefined)[] = [];
    for (const wrong of listAnswers(exercise, 'wrong')) {
      const { verdict } = await check(exercise, wrong.answer);
      reached.push(verdict.nearMiss, verdict.deadEnd?.id);
    }
    const ids = [...exercise.nearMisses, ...exercise.deadEnds].map(({ id }) => id);
    expect(ids.filter((id) => !reached.includes(id))).toEqual([]);
  });

  test('there are several ways and several mistakes', () => {
    expect(listAnswers(exercise, 'solutions').length).toBeGreaterThanOrEqual(2);
    expect(listAnswers(exercise, 'wrong').length).toBeGreaterThanOrEqual(4);
  });
});

describe.each(predictions)('$id', (exercise) => {
  test('the engine finds some items true and some not', async () => {
    const { verdict } = await check(exercise, emptyAnswer(exercise));
    if (exercise.question.kind === 'fields') return;
    const truths = verdict.items.map((item) => item.truth);
    expect(truths).toContain(true);
    expect(truths).toContain(false);
  });

  test('predicting what the engine finds passes, and no near miss fires on it', async () => {
    const { verdict, outcome } = await check(exercise, await trueAnswer(exercise));
    expect(verdict, transcript(outcome)).toMatchObject({ kind: 'passed' });
    if (outcome.kind !== 'prediction') throw new TypeError('not a prediction');
    const impossible: Outcome = { ...outcome, items: [...outcome.items, { id: 'never', truth: 'never', steps: [] }] };
    expect((await judge(exercise, impossible)).nearMiss).toBeUndefined();
  });

  test.each(listAnswers(exercise, 'wrong'))('$file is not passed and is told why', async (wrong) => {
    const { verdict } = await check(exercise, wrong.answer);
    expect(verdict).toMatchObject({ kind: 'near-miss', nearMiss: wrong.feedback });
  });

  test('every near miss is reached by some wrong answer', () => {
    const reached = listAnswers(exercise, 'wrong').map((wrong) => wrong.feedback);
    expect(exercise.nearMisses.map(({ id }) => id).filter((id) => !reached.includes(id))).toEqual([]);
  });
});

/** Tasks that say themselves that there must be none of the one or the other on the machine. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  'pull-without-creating': ['container'],
  'remove-without-forcing': ['image', 'container'],
  'pin-the-version': ['image', 'container'],
};
const EXTRAS = [
  { extra: 'image', commands: ['docker pull -q hello-world'] },
  { extra: 'container', commands: ['docker run --name mine hello-world'] },
];
const withExtras = judged.flatMap((exercise) =>
  EXTRAS.filter(({ extra }) => !FORBIDDEN[exercise.id]?.includes(extra)).map((more) => ({ id: exercise.id, exercise, ...more })),
);

test.each(withExtras)('$id: an $extra of the learner’s own does not block a pass', async ({ exercise, commands }) => {
  const solution = listAnswers(exercise, 'solutions')[0];
  if (solution === undefined) throw new Error('no solution');
  const start = { ...exercise.start, commands: [...exercise.start.commands, ...commands] };
  const { verdict, outcome } = await check({ ...exercise, start }, solution.answer);
  expect(verdict, transcript(outcome)).toMatchObject({ kind: 'passed' });
});

test('a dead end says before which line to go back', async () => {
  const exercise = judged.find(({ id }) => id === 'force-and-carry-on');
  if (exercise === undefined) throw new Error('no such exercise');
  const { verdict } = await check(exercise, { lines: ['docker ps -a', 'docker rm guarda', 'docker rmi -f alpine:3.13'] });
  expect(verdict).toMatchObject({ kind: 'dead-end', deadEnd: { id: 'container-removed', beforeLine: 2 } });
});

test('the order in which exercises run does not matter', async () => {
  const verdicts: string[] = [];
  for (const exercise of [...judged, ...judged.toReversed()]) {
    const [solution] = listAnswers(exercise, 'solutions');
    if (solution !== undefined) verdicts.push((await checkAnew(exercise, solution.answer)).verdict.kind);
  }
  expect(verdicts).toEqual(verdicts.map(() => 'passed'));
});
