/** Finds out what is true of a prediction by running it; the prediction itself changes nothing of that. */
import type { Prediction } from './answer.ts';
import type { PredictionExercise } from './exercise.ts';
import { eventsOf } from './facts.ts';
import { measure } from './measure.ts';
import type { ItemOutcome, PredictionOutcome, RunOutcome, Step } from './outcome.ts';
import { createRecorder } from './run-lines.ts';
import { openRun, type PreparedStart } from './start-state.ts';

export async function runPrediction(
  exercise: PredictionExercise,
  prediction: Prediction,
  start: PreparedStart,
): Promise<PredictionOutcome> {
  return { kind: 'prediction', start: start.machine, store: start.store, prediction, items: await findTruth(exercise, start) };
}

/** Every item of `which-pass` starts from the same state; lines and fields look at one run. */
async function findTruth({ question }: PredictionExercise, start: PreparedStart): Promise<ItemOutcome[]> {
  if (question.kind === 'which-pass') {
    const items: ItemOutcome[] = [];
    for (const { id, line } of question.items) {
      const { steps } = await runFrom(start, [line]);
      items.push({ id, truth: steps.every((step) => step.status === 0), steps });
    }
    return items;
  }
  const run = await runFrom(start, question.run);
  if (question.kind === 'which-lines') {
    const printed = linesOf(run.steps.at(-1));
    return question.items.map(({ id, line }) => ({ id, truth: printed.includes(line.trim()), steps: run.steps }));
  }
  const items: ItemOutcome[] = [];
  for (const field of question.fields) items.push({ id: field.id, truth: await measure(field.measure, run), steps: run.steps });
  return items;
}

async function runFrom(prepared: PreparedStart, lines: readonly string[]): Promise<RunOutcome> {
  const start = openRun(prepared);
  const recorder = createRecorder({ ports: start.ports, store: start.store, machine: start.machine });
  const steps = await recorder.run(lines);
  const end = recorder.machine;
  return {
    kind: 'run',
    start: start.machine,
    end,
    store: start.store,
    steps,
    events: eventsOf(end, start.machine),
    probes: [],
    variants: [],
  };
}

function linesOf(step: Step | undefined): string[] {
  return (step?.output ?? '').split('\n').map((line) => line.trim());
}
