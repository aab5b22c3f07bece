/** The answers of a class on a server, for a review (ui/review). */
import { computed } from '@preact/signals';
import type { Answer } from '../../exercise/index.ts';
import type { Grade } from '../../server/domain/class-event.ts';
import type { Attempt, ReviewSource } from '../review/attempts.ts';
import type { ClassClient } from './class-client.ts';
import type { ClassData } from './class-data.ts';
import type { Room } from './room.ts';

/** As the server shows one. */
interface AnswerView {
  readonly id: string;
  readonly content: string;
  readonly receivedAt: number;
  readonly answer: Answer;
  readonly grade: Grade | null;
}

interface ReviewClassOptions {
  readonly room: Room;
  readonly client: Pick<ClassClient, 'call'>;
  readonly classId: string;
  readonly data: ClassData;
}

export function reviewOfClass({ room, client, classId, data }: ReviewClassOptions): ReviewSource {
  return {
    exercises: data.exercises,
    learners: computed(() =>
      (room.view.value?.rows ?? [])
        .filter(({ removed }) => !removed)
        .map(({ learner, name, cells }) => ({
          id: learner,
          name,
          answers: new Map(Object.entries(cells).flatMap(([id, { attempts }]) => (attempts > 0 ? [[id, attempts]] : []))),
        })),
    ),
    async listAttempts(learner, exercise) {
      const answers: AnswerView[] = [];
      const filter = `learner=${encodeURIComponent(learner)}&exercise=${encodeURIComponent(exercise)}`;
      for (let after: string | undefined = ''; after !== undefined; ) {
        const path = `/api/classes/${classId}/answers?${filter}&after=${encodeURIComponent(after)}`;
        const page: { readonly answers: readonly AnswerView[]; readonly after?: string } = await client.call('GET', path);
        answers.push(...page.answers);
        ({ after } = page);
      }
      return answers
        .sort((a, b) => a.receivedAt - b.receivedAt)
        .map(({ id, content, receivedAt, answer, grade }): Attempt => ({ id, content, at: receivedAt, answer, grade }));
    },
  };
}
