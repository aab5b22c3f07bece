/** Running an answer and judging it: loaded when the first one is handed in, or when a line in an exercise's terminal has been run. */
import { createPart } from '../engine/index.ts';
import type { Answer } from './answer.ts';
import type { Condition } from './condition.ts';
import type { Exercise } from './exercise.ts';
import type { Outcome, RunOutcome } from './outcome.ts';
import type { StartCache } from './start-state.ts';
import type { Verdict } from './verdict.ts';

const JUDGE = createPart(() => import('./judge.ts'));
const RUN = createPart(() => import('./run-answer.ts'));

/** @throws TypeError where the outcome is not one of this exercise */
export async function judge(exercise: Exercise, outcome: Outcome): Promise<Verdict> {
  return (JUDGE.loaded ?? (await JUDGE.load())).judge(exercise, outcome);
}

/** @throws TypeError where the answer is of another shape than the exercise asks for */
export async function runAnswer(exercise: Exercise, answer: Answer, starts: StartCache): Promise<Outcome> {
  return (RUN.loaded ?? (await RUN.load())).runAnswer(exercise, answer, starts);
}

/** Whether a condition holds of an outcome. */
export async function evaluate(condition: Condition, outcome: RunOutcome): Promise<boolean> {
  return (JUDGE.loaded ?? (await JUDGE.load())).evaluate(condition, outcome);
}

/** Begins to fetch the judge, so that it is there when the first line has been run. */
export function expectJudging(): void {
  JUDGE.load().catch(() => undefined);
}
