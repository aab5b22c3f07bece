/** From an outcome to the verdict: what comes before what. That each condition is right: the evaluators' own tests. */
import { expect, test } from 'vitest';
import { createContentStore, createLearnerMachine, DEFAULT_LIMITS, NO_NETWORK } from '../engine/index.ts';
import type { Condition } from './condition.ts';
import { defineExercise } from './define-exercise.ts';
import type { CommandsExercise, Exercise } from './exercise.ts';
import { judge } from './judge.ts';
import type { PredictionOutcome, RunOutcome } from './outcome.ts';

const machine = createLearnerMachine({ epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: NO_NETWORK });
const store = createContentStore();
/** Lines that were typed and did nothing. */
function run(lines: readonly string[], variants: readonly RunOutcome[] = []): RunOutcome {
  const steps = lines.map((line) => ({ line, status: 0, stdout: '', stderr: '', output: '', calls: [], after: machine }));
  return { kind: 'run', start: machine, end: machine, store, steps, events: [], probes: [], variants };
}
const typed = (pattern: string): Condition => ({ kind: 'typed', pattern });
const goal = (id: string) => ({ id, condition: typed(id) });

function exercise(more: Partial<Pick<CommandsExercise, 'nearMisses' | 'deadEnds' | 'bonus' | 'hiddenVariants'>> = {}): Exercise {
  return defineExercise({ id: 'e', lesson: 'l', kind: 'commands', goals: [goal('pull'), goal('tag')], ...more });
}
const WRONG = exercise({
  nearMisses: [
    { id: 'special', condition: typed('rmi -f'), misconception: 'M1' },
    { id: 'general', condition: typed('rmi') },
  ],
  deadEnds: [{ id: 'gone', condition: typed('prune'), misconception: 'M2' }],
});
const GOALS = [
  { id: 'pull', met: true },
  { id: 'tag', met: false },
];

test.each([
  { name: 'nothing known', lines: ['pull'], verdict: { kind: 'not-yet' } },
  {
    name: 'the first near miss that holds',
    lines: ['pull', 'rmi -f'],
    verdict: { kind: 'near-miss', nearMiss: 'special', misconception: 'M1' },
  },
  { name: 'a later one', lines: ['pull', 'rmi'], verdict: { kind: 'near-miss', nearMiss: 'general' } },
  {
    name: 'a dead end, and the line that led there',
    lines: ['pull', 'prune', 'ls'],
    verdict: { kind: 'dead-end', deadEnd: { id: 'gone', beforeLine: 2 }, misconception: 'M2' },
  },
  {
    name: 'a near miss before a dead end, which is told too',
    lines: ['prune', 'pull', 'rmi'],
    verdict: { kind: 'near-miss', nearMiss: 'general', deadEnd: { id: 'gone', beforeLine: 1 } },
  },
])('not passed: $name', async ({ lines, verdict }) => {
  expect(await judge(WRONG, run(lines))).toEqual({ goals: GOALS, items: [], ...verdict });
});

test('who has met all goals has passed, whatever else holds', async () => {
  expect(await judge(WRONG, run(['pull', 'prune', 'rmi', 'tag']))).toMatchObject({ kind: 'passed' });
});

test.each([
  { lines: ['pull', 'tag'], bonus: false },
  { lines: ['pull', 'tag', 'tidy'], bonus: true },
])('the bonus of $lines: $bonus', async ({ lines, bonus }) => {
  expect(await judge(exercise({ bonus: typed('tidy') }), run(lines))).toMatchObject({ kind: 'passed', bonus });
});

test.each([
  { name: 'met', variants: [run(['other'])], met: true },
  { name: 'missed', variants: [run(['pull'])], met: false },
  { name: 'not run', variants: [], met: false },
])('a hidden variant that was $name', async ({ variants, met }) => {
  const start = { files: {}, commands: [], movedTags: [] };
  const hidden = exercise({ hiddenVariants: [{ id: 'elsewhere', start, goals: [goal('other')] }] });
  const { kind, goals } = await judge(hidden, run(['pull', 'tag'], variants));
  expect([kind, goals.at(-1)]).toEqual([met ? 'passed' : 'not-yet', { id: 'elsewhere', met }]);
});

const PREDICTION = defineExercise({
  id: 'p',
  lesson: 'l',
  kind: 'predict',
  question: { kind: 'which-pass', items: [] },
  nearMisses: [
    {
      id: 'all',
      condition: {
        kind: 'all',
        of: [
          { kind: 'ticked', item: 'a' },
          { kind: 'ticked', item: 'b' },
        ],
      },
    },
  ],
});
function predicted(items: readonly string[]): PredictionOutcome {
  const steps = run(['x']).steps;
  const outcomes = [
    { id: 'a', truth: true, steps },
    { id: 'b', truth: false, steps },
  ];
  return { kind: 'prediction', start: machine, store, prediction: { kind: 'ticks', items }, items: outcomes };
}

test.each([
  { items: ['a'], kind: 'passed', met: [true, true] },
  { items: [], kind: 'not-yet', met: [false, true] },
  { items: ['b'], kind: 'not-yet', met: [false, false] },
  { items: ['a', 'b'], kind: 'near-miss', met: [true, false] },
])('predicted $items: $kind', async ({ items, kind, met }) => {
  const verdict = await judge(PREDICTION, predicted(items));
  expect([verdict.kind, verdict.items.map((item) => item.met)]).toEqual([kind, met]);
});

test('an outcome of another kind of exercise is a bug', async () => {
  await expect(judge(PREDICTION, run([]))).rejects.toThrow(TypeError);
  await expect(judge(exercise(), predicted([]))).rejects.toThrow(TypeError);
});
