/** Plays an answer on the engine and says what came of it, as the log keeps it: on a server, and in a page that grades files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describeMachine } from '../../engine/index.ts';
import {
  type Answer,
  type Exercise,
  isPrediction,
  judge,
  type Outcome,
  type PredictionOutcome,
  runAnswer,
  type StartCache,
  type Verdict,
} from '../../exercise/index.ts';
import type { Grade } from './class-event.ts';
import { choiceOf } from './decide-vote.ts';

export interface GradingTask {
  readonly facts: Exercise;
  readonly content: string;
  readonly answer: Answer;
}

/** What was found out for a prediction holds for every other one to the same question. */
export type TruthCache = Map<string, Promise<PredictionOutcome>>;

export async function gradeAnswer({ facts, content, answer }: GradingTask, starts: StartCache, truths: TruthCache): Promise<Grade> {
  let outcome: Outcome;
  try {
    outcome = await run({ facts, content, answer }, starts, truths);
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith(facts.id)) return { kind: 'misfit', content };
    throw error;
  }
  const verdict = await judge(facts, outcome);
  return {
    kind: verdict.kind,
    ...(verdict.nearMiss === undefined ? {} : { nearMiss: verdict.nearMiss }),
    ...(verdict.deadEnd === undefined ? {} : { deadEnd: verdict.deadEnd.id }),
    ...(verdict.misconception === undefined ? {} : { misconception: verdict.misconception }),
    ...(verdict.bonus === undefined ? {} : { bonus: verdict.bonus }),
    unmet: [...verdict.goals, ...verdict.items].filter(({ met }) => !met).map(({ id }) => id),
    end: endOf(outcome, verdict),
    content,
  };
}

async function run({ facts, content, answer }: GradingTask, starts: StartCache, truths: TruthCache): Promise<Outcome> {
  if (!isPrediction(facts)) return runAnswer(facts, answer, starts);
  const kind = facts.question.kind === 'fields' ? 'fields' : 'ticks';
  if (!('prediction' in answer) || answer.prediction.kind !== kind) throw new TypeError(`${facts.id} asks for ${kind}`);
  const key = `${facts.id} ${content}`;
  const truth = truths.get(key) ?? (runAnswer(facts, answer, starts) as Promise<PredictionOutcome>);
  truths.set(key, truth);
  truth.catch(() => truths.delete(key));
  return { ...(await truth), prediction: answer.prediction };
}

/**
 * Two answers with one end left the same names, containers and leftovers and miss the same goals. IDs do not count: they differ with
 * every extra command.
 */
function endOf(outcome: Outcome, { goals }: Verdict): string {
  if (outcome.kind === 'prediction') return shortHash(choiceOf(outcome.prediction));
  const { images, containers } = describeMachine(outcome.end);
  const named = images.map(({ tags }) => [...tags].sort().join(' ')).sort();
  const ran = containers.map(({ imageName, status }) => `${imageName} ${status}`).sort();
  const volumes = [...outcome.end.volumes.values()].map(({ name, anonymous }) => (anonymous ? '' : name)).sort();
  return shortHash(JSON.stringify([named, ran, volumes, goals.filter(({ met }) => !met).map(({ id }) => id)]));
}

function shortHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 10);
}
