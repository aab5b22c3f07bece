/**
 * From what an answer did to what the learner is told. All goals met: passed. Else the first near miss that holds, in the exercise's
 * order; else a dead end; else what is still to do, with the first unmet goal.
 */
import { evaluate, evaluatePrediction } from './evaluate.ts';
import type { DeadEnd, Exercise, NearMiss, PredictionExercise } from './exercise.ts';
import { isPrediction } from './exercise.ts';
import { eventsOf } from './facts.ts';
import type { Outcome, PredictionOutcome, RunOutcome } from './outcome.ts';
import { foretells } from './same-answer.ts';
import type { GoalVerdict, ItemVerdict, Verdict } from './verdict.ts';

/** A part has one door: what is loaded with the judge is asked for here. */
export { evaluate };

type JudgedByGoals = Exclude<Exercise, PredictionExercise>;

/** @throws TypeError where the outcome is not one of this exercise */
export async function judge(exercise: Exercise, outcome: Outcome): Promise<Verdict> {
  if (isPrediction(exercise) && outcome.kind === 'prediction') return judgePrediction(exercise, outcome);
  if (!isPrediction(exercise) && outcome.kind === 'run') return judgeRun(exercise, outcome);
  throw new TypeError(`outcome of another exercise than ${exercise.id}`);
}

async function judgeRun(exercise: JudgedByGoals, outcome: RunOutcome): Promise<Verdict> {
  const goals = await judgeGoals(exercise, outcome);
  if (goals.every((goal) => goal.met)) {
    const passed: Verdict = { kind: 'passed', goals, items: [] };
    return exercise.bonus === undefined ? passed : { ...passed, bonus: await evaluate(exercise.bonus, outcome) };
  }
  const nearMiss = await firstThat(exercise.nearMisses, (miss) => evaluate(miss.condition, outcome));
  const deadEnd = await firstThat(exercise.deadEnds, (end) => evaluate(end.condition, outcome));
  const found = {
    ...(nearMiss === undefined ? {} : { nearMiss: nearMiss.id }),
    ...(deadEnd === undefined ? {} : { deadEnd: { id: deadEnd.id, beforeLine: await lineThatLedTo(deadEnd, outcome) } }),
    ...misconceptionOf(nearMiss ?? deadEnd),
  };
  const kind = nearMiss !== undefined ? 'near-miss' : deadEnd !== undefined ? 'dead-end' : 'not-yet';
  return { kind, goals, items: [], ...found };
}

async function judgeGoals(exercise: JudgedByGoals, outcome: RunOutcome): Promise<GoalVerdict[]> {
  const goals: GoalVerdict[] = [];
  for (const { id, condition } of exercise.goals) goals.push({ id, met: await evaluate(condition, outcome) });
  for (const [index, variant] of exercise.hiddenVariants.entries()) {
    const run = outcome.variants[index];
    let met = run !== undefined;
    for (const goal of variant.goals) met &&= run !== undefined && (await evaluate(goal.condition, run));
    goals.push({ id: variant.id, met });
  }
  return goals;
}

/** Number of the line, from 1, after which the dead end first holds: the learner is to go back to before it. */
async function lineThatLedTo(deadEnd: DeadEnd, outcome: RunOutcome): Promise<number> {
  for (const [index, step] of outcome.steps.entries()) {
    const steps = outcome.steps.slice(0, index + 1);
    const soFar: RunOutcome = {
      ...outcome,
      steps,
      end: step.after,
      events: eventsOf(step.after, outcome.start),
      probes: [],
      variants: [],
    };
    if (await evaluate(deadEnd.condition, soFar)) return index + 1;
  }
  return outcome.steps.length;
}

function judgePrediction(exercise: PredictionExercise, outcome: PredictionOutcome): Verdict {
  const items = outcome.items.map((item) => judgeItem(item, outcome));
  if (items.every((item) => item.met)) return { kind: 'passed', goals: [], items };
  const nearMiss = exercise.nearMisses.find((miss) => evaluatePrediction(miss.condition, outcome));
  if (nearMiss === undefined) return { kind: 'not-yet', goals: [], items };
  return { kind: 'near-miss', goals: [], items, nearMiss: nearMiss.id, ...misconceptionOf(nearMiss) };
}

function judgeItem({ id, truth, steps }: PredictionOutcome['items'][number], { prediction }: PredictionOutcome): ItemVerdict {
  const met = foretells(prediction, id, truth);
  return { id, met, truth, output: steps.map((step) => step.output).join(''), status: steps.at(-1)?.status ?? 0 };
}

function misconceptionOf(known: NearMiss | DeadEnd | undefined): { misconception: string } | Record<string, never> {
  return known?.misconception === undefined ? {} : { misconception: known.misconception };
}

async function firstThat<T>(list: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of list) if (await holds(one)) return one;
  return undefined;
}
