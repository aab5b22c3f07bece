/**
 * Answers run and judged, as the page and the server do it: every solution and every wrong answer of every exercise. An answer's start is
 * taken from the cache of starts, except in the first pass over all, which makes them.
 */
import { spawnSync } from 'node:child_process';
import { listAnswers } from '../../../src/curriculum/answers.ts';
import { listExercises } from '../../../src/curriculum/exercises.ts';
import { openLab } from '../../../src/curriculum/lab.ts';
import { type Answer, createStartCache, type Exercise, judge, runAnswer, type StartCache } from '../../../src/exercise/index.ts';
import { gradeAnswer } from '../../../src/server/domain/grade-answer.ts';
import type { Figure } from '../figure.ts';
import { median, timed } from '../timing.ts';

const PASSES = 3;
const UNEQUAL_PASSES = 4;
const NODE_STARTS = 5;

interface HandedIn {
  readonly exercise: Exercise;
  readonly file: string;
  readonly answer: Answer;
}

export async function measure(): Promise<Figure[]> {
  const lab = await openLab();
  const all = await listHandedIn();
  const grade = async ({ exercise, answer }: HandedIn, starts: StartCache): Promise<void> => {
    await judge(exercise, await runAnswer(exercise, answer, starts));
  };
  const seconds =
    (await timed(async () => {
      for (const one of all) await grade(one, lab.starts);
    })) / 1000;
  const graded = await timesOf(all, (one) => grade(one, lab.starts));
  const anew = await timesOf(all, (one) => grade(one, createStartCache(lab.ports)));
  const unequal = await unequalTime(all, lab.starts);
  const oneStart = nodeStart();
  const slowest = all.toSorted((a, b) => (graded.get(b) ?? 0) - (graded.get(a) ?? 0))[0];
  const times = [...graded.values()];
  return [
    {
      name: 'exercises.median',
      value: median(times),
      unit: 'ms',
      reference: { name: 'with its start made anew', value: median([...anew.values()]) },
      target: { atMost: 15 },
    },
    {
      name: 'exercises.slowest',
      value: Math.max(...times),
      unit: 'ms',
      reference: {
        name: `with its start made anew (${slowest?.file.replace('content/lessons/', '')})`,
        value: (slowest && anew.get(slowest)) ?? Number.NaN,
      },
      target: { atMost: 1000 },
    },
    {
      name: 'exercises.all',
      value: seconds,
      unit: 's',
      reference: { name: `${all.length} starts of Node, one for each answer`, value: (all.length * oneStart) / 1000 },
      target: { atMost: 15 },
    },
    {
      name: 'exercises.graded',
      value: unequal,
      unit: 'ms',
      reference: { name: 'a start of Node', value: oneStart },
      target: { atMost: 4 },
    },
  ];
}

async function listHandedIn(): Promise<HandedIn[]> {
  const all: HandedIn[] = [];
  for (const exercise of await listExercises()) {
    for (const kind of ['solutions', 'wrong'] as const) {
      for (const { file, answer } of listAnswers(exercise, kind)) all.push({ exercise, file, answer });
    }
  }
  return all;
}

/**
 * Milliseconds of a grading thread for one answer, the mean of all that are made of lines, as in a class whose learners all do something
 * else: no answer is equal to another, so each is played. The median of several passes.
 */
async function unequalTime(all: readonly HandedIn[], starts: StartCache): Promise<number> {
  const means: number[] = [];
  for (let pass = 0; pass <= UNEQUAL_PASSES; pass += 1) {
    const time = await timed(async () => {
      for (const [index, { exercise, answer }] of all.entries()) {
        if (!('lines' in answer)) continue;
        const lines = [`echo ${pass} ${index}`, ...answer.lines];
        await gradeAnswer({ facts: exercise, content: '', answer: { ...answer, lines } }, starts, new Map());
      }
    });
    if (pass > 0) means.push(time / all.filter(({ answer }) => 'lines' in answer).length);
  }
  return median(means);
}

/** The median of several passes for each. */
async function timesOf(all: readonly HandedIn[], grade: (one: HandedIn) => Promise<void>): Promise<Map<HandedIn, number>> {
  const times = new Map<HandedIn, number[]>(all.map((one) => [one, []]));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [one, own] of times) own.push(await timed(() => grade(one)));
  }
  return new Map([...times].map(([one, own]) => [one, median(own)]));
}

/** Milliseconds of processor time. */
function nodeStart(): number {
  const script = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';
  return median(
    Array.from({ length: NODE_STARTS }, () =>
      Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: {} }).stdout),
    ),
  );
}
