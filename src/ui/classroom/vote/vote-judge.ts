/** What is right in a vote, and which known mistake a choice shows: found out by running the exercise on the engine of this page. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Exercise, Prediction } from '../../../exercise/index.ts';
import type { VoteAnswer } from '../../../server/domain/class-event.ts';
import { createLabClient, EngineGone, type LabClient } from '../../lab/lab-client.ts';
import { startEngine } from '../../wake/spawn-engine.ts';
import { parseChoice } from './tally.ts';

export interface Judged {
  readonly answer: VoteAnswer;
  readonly nearMiss?: string;
  readonly misconception?: string;
}

export interface VoteJudge {
  /** by exercise and choice, as far as they are known */
  readonly known: ReadonlySignal<ReadonlyMap<string, Judged>>;
  /** Finds out about these and about the exercise itself; what is known is not asked again. */
  look(exercise: Exercise, choices: readonly string[]): void;
}

export function judgedKey(exercise: Exercise, choice?: string): string {
  return `${exercise.id} ${choice ?? ''}`;
}

export function createVoteJudge(client: LabClient = createLabClient({ spawn: startEngine })): VoteJudge {
  const known = signal<ReadonlyMap<string, Judged>>(new Map());
  const asked = new Set<string>();
  let queue = Promise.resolve();

  async function judge(exercise: Exercise, choice: string | undefined): Promise<void> {
    const key = judgedKey(exercise, choice);
    const prediction = choice === undefined ? emptyPrediction(exercise) : parseChoice(choice);
    if (prediction === undefined) return;
    const session = `vote.${exercise.id}`;
    try {
      await client.request<'open'>({ kind: 'open', session, start: exercise.start, exercise, steps: [], at: 0 });
      const { verdict } = await client.request<'check'>({ kind: 'check', session, answer: { prediction } });
      const answer = Object.fromEntries(verdict.items.map(({ id, truth }) => [id, truth]));
      const { nearMiss, misconception } = verdict;
      const more = { ...(nearMiss === undefined ? {} : { nearMiss }), ...(misconception === undefined ? {} : { misconception }) };
      known.value = new Map(known.value).set(key, { answer, ...more });
    } catch (error) {
      asked.delete(key);
      if (!(error instanceof EngineGone)) throw error;
    }
  }

  return {
    known,
    look(exercise, choices) {
      for (const choice of [undefined, ...choices]) {
        const key = judgedKey(exercise, choice);
        if (asked.has(key)) continue;
        asked.add(key);
        queue = queue.then(() => judge(exercise, choice));
      }
    },
  };
}

function emptyPrediction(exercise: Exercise): Prediction | undefined {
  if (!('question' in exercise)) return undefined;
  return exercise.question.kind === 'fields' ? { kind: 'fields', values: {} } : { kind: 'ticks', items: [] };
}
