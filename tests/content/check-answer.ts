/** An answer run and judged on the lab machine, as the tests of the content need it. */
import { listExercises } from '../../src/curriculum/exercises.ts';
import { openLab } from '../../src/curriculum/lab.ts';
import { validateMachine } from '../../src/engine/index.ts';
import {
  type Answer,
  type Exercise,
  isPrediction,
  judge,
  type Outcome,
  type PredictionExercise,
  runAnswer,
  type Verdict,
} from '../../src/exercise/index.ts';

export type JudgedExercise = Exclude<Exercise, PredictionExercise>;

const lab = await openLab();
const exercises = await listExercises();
export const predictions = exercises.filter(isPrediction);
export const judged = exercises.filter((exercise): exercise is JudgedExercise => !isPrediction(exercise));

export interface Checked {
  readonly verdict: Verdict;
  readonly outcome: Outcome;
}

const checked = new WeakMap<Exercise, Map<string, Promise<Checked>>>();

/** Each answer is run once: several tests look at what came of it. `checkAnew` runs it in any case. */
export function check(exercise: Exercise, answer: Answer): Promise<Checked> {
  const known = checked.get(exercise) ?? new Map<string, Promise<Checked>>();
  checked.set(exercise, known);
  const key = JSON.stringify(answer);
  const result = known.get(key) ?? checkAnew(exercise, answer);
  known.set(key, result);
  return result;
}

export async function checkAnew(exercise: Exercise, answer: Answer): Promise<Checked> {
  const outcome = await runAnswer(exercise, answer, lab.starts);
  return { verdict: await judge(exercise, outcome), outcome };
}

/** Everything printed, to read where a test fails. */
export function transcript(outcome: Outcome): string {
  const steps = outcome.kind === 'run' ? [...outcome.steps, ...outcome.probes] : outcome.items.flatMap((item) => item.steps);
  return steps.map(({ line, output, status }) => `$ ${line}\n${output}? ${status}`).join('\n');
}

export async function machineProblems(outcome: Outcome): Promise<string[]> {
  if (outcome.kind !== 'run') return [];
  return validateMachine({ ports: lab.ports, store: outcome.store }, outcome.end);
}

export function stopped(outcome: Outcome): unknown[] {
  return outcome.kind === 'run' ? outcome.steps.flatMap((step) => (step.stopped === undefined ? [] : [step.stopped])) : [];
}

export function emptyAnswer(exercise: Exercise): Answer {
  if (isPrediction(exercise)) {
    return { prediction: exercise.question.kind === 'fields' ? { kind: 'fields', values: {} } : { kind: 'ticks', items: [] } };
  }
  if (exercise.kind === 'order') return { blocks: [] };
  return exercise.kind === 'dockerfile' ? { files: {} } : { lines: [] };
}

export async function trueAnswer(exercise: PredictionExercise): Promise<Answer> {
  const { verdict } = await check(exercise, emptyAnswer(exercise));
  if (exercise.question.kind === 'fields') {
    return {
      prediction: { kind: 'fields', values: Object.fromEntries(verdict.items.map(({ id, truth }) => [id, String(truth)])) },
    };
  }
  return { prediction: { kind: 'ticks', items: verdict.items.filter(({ truth }) => truth === true).map(({ id }) => id) } };
}
