/** On another device: what was handed in to the class comes back as a version that each exercise offers. Drafts never left the first device. */
import type { Answer } from '../../exercise/index.ts';
import { keepHandedIn } from '../keep/keep-handed-in.ts';
import { answerKey, type KeptAnswer } from '../keep/kept.ts';
import type { Storage } from '../kit/storage.ts';
import type { ClassClient } from './class-client.ts';
import type { ClassExercise } from './class-data.ts';

interface OwnAnswer {
  readonly exercise: string;
  readonly content: string;
  readonly receivedAt: number;
  readonly writtenAt?: number;
  readonly answer: Answer;
}

interface BringBackOptions {
  readonly client: Pick<ClassClient, 'call'>;
  readonly classId: string;
  readonly exercises: readonly Pick<ClassExercise, 'facts' | 'content'>[];
  readonly keeper: Pick<Storage, 'read' | 'write'>;
}

/**
 * The last answer to each exercise; one to an older exercise answers another question, and stays with the class.
 * @returns how many came back
 * @throws ClassRefused, ClassUnreachable
 */
export async function bringBack({ client, classId, exercises, keeper }: BringBackOptions): Promise<number> {
  const last = new Map<string, OwnAnswer>();
  for (let after: string | undefined = ''; after !== undefined; ) {
    const path = `/api/classes/${classId}/answers?after=${encodeURIComponent(after)}`;
    const page: { readonly answers: readonly OwnAnswer[]; readonly after?: string } = await client.call('GET', path);
    for (const answer of page.answers)
      if (answer.receivedAt >= (last.get(answer.exercise)?.receivedAt ?? 0)) last.set(answer.exercise, answer);
    ({ after } = page);
  }
  let count = 0;
  for (const { exercise, content, answer, receivedAt, writtenAt = receivedAt } of last.values()) {
    const known = exercises.find(({ facts }) => facts.id === exercise);
    if (known?.content !== content) continue;
    const here = keeper.read<KeptAnswer>(answerKey(exercise, 'handed-in'), 1);
    if (here === undefined || here.at <= writtenAt) keepHandedIn(keeper, known.facts, answer, writtenAt);
    count += 1;
  }
  return count;
}
