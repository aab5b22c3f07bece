/**
 * From an answer to what it did. Commands run on the exercise's start state, so the page, the tests and the server's grading all come
 * to the same outcome from the same few hundred bytes.
 */
import { type Machine, withHostFiles } from '../engine/index.ts';
import type { Answer, PredictionAnswer } from './answer.ts';
import { answerWork } from './answer-work.ts';
import { type Exercise, isPrediction, type PredictionExercise, type StartState } from './exercise.ts';
import { eventsOf } from './facts.ts';
import type { Outcome, RunOutcome } from './outcome.ts';
import { createRecorder } from './run-lines.ts';
import { runPrediction } from './run-prediction.ts';
import { openRun, type PreparedStart, type StartCache } from './start-state.ts';

type JudgedByGoals = Exclude<Exercise, PredictionExercise>;

/** @throws TypeError where the answer is of another shape than the exercise asks for */
export async function runAnswer(exercise: Exercise, answer: Answer, starts: StartCache): Promise<Outcome> {
  if (isPrediction(exercise)) return runPrediction(exercise, predictionOf(exercise, answer), await starts.prepare(exercise.start));
  const outcome = await runOn(exercise, exercise.start, answer, starts);
  const variants: RunOutcome[] = [];
  for (const variant of exercise.hiddenVariants) variants.push(await runOn(exercise, variant.start, answer, starts));
  return { ...outcome, variants };
}

function predictionOf(exercise: PredictionExercise, answer: Answer): PredictionAnswer['prediction'] {
  const kind = exercise.question.kind === 'fields' ? 'fields' : 'ticks';
  if (!('prediction' in answer) || answer.prediction.kind !== kind) throw new TypeError(`${exercise.id} asks for ${kind}`);
  return answer.prediction;
}

async function runOn(exercise: JudgedByGoals, state: StartState, answer: Answer, starts: StartCache): Promise<RunOutcome> {
  const start = openRun(await starts.prepare(state));
  const { lines, files } = answerWork(exercise, answer);
  const machine = withHostFiles(start.machine, new Map(Object.entries(files)));
  const recorder = createRecorder({ ports: start.ports, store: start.store, machine });
  const steps = await recorder.run(lines);
  const end = recorder.machine;
  const events = eventsOf(end, start.machine);
  const probes = await runProbes(exercise, start, end);
  return { kind: 'run', start: start.machine, end, store: start.store, steps, events, probes, variants: [] };
}

/** Probes change nothing that the goals look at: they run on a copy. */
function runProbes(exercise: JudgedByGoals, start: PreparedStart, machine: Machine) {
  return createRecorder({ ports: start.ports, store: start.store, machine }).run(exercise.probes);
}
