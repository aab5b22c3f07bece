/** The answers that a learner's browser holds: of each exercise the last one that passed, else what was handed to the check last. */
import type { Answer, AnswerFile } from '../../exercise/index.ts';
import { createDraft, type DraftContent } from '../exercise/draft.ts';
import { answerKey, cardKey, type KeptAnswer, type KeptCard } from '../keep/kept.ts';
import type { Storage } from '../kit/storage.ts';
import type { ClassExercise } from './class-data.ts';

export interface CollectedAnswer {
  readonly exercise: ClassExercise;
  readonly hasPassed: boolean;
  readonly answer: Answer;
  /** milliseconds since 1970; absent where it was not noted */
  readonly writtenAt?: number;
}

/** Work on an older version of an exercise is left out: it answers another question. */
export function collectAnswers(exercises: readonly ClassExercise[], storage: Pick<Storage, 'read'>): CollectedAnswer[] {
  return exercises.flatMap((exercise) => {
    const { id, version } = exercise.facts;
    const passed = storage.read<KeptAnswer>(answerKey(id, 'passed'), 1);
    const card = storage.read<KeptCard>(cardKey(id), 3);
    const isCurrent = (kept: { readonly exerciseVersion?: number } | undefined) => kept?.exerciseVersion === version;
    const answer = (draft: DraftContent) => createDraft(exercise.facts, draft).answer();
    if (passed?.draft !== undefined && isCurrent(passed))
      return [{ exercise, hasPassed: true, answer: answer(passed.draft), writtenAt: passed.at }];
    if (card === undefined || !isCurrent(card) || card.judged === undefined) return [];
    return [{ exercise, hasPassed: card.isSolved, answer: answer(card.judged.draft) }];
  });
}

/** @param drawId 8 to 64 letters, digits, `-` or `_`, never twice the same */
export function toAnswerFile({ exercise, answer, writtenAt }: CollectedAnswer, locale: string, drawId: () => string): AnswerFile {
  return {
    id: drawId(),
    exercise: exercise.facts.id,
    content: exercise.content,
    locale,
    ...(writtenAt === undefined ? {} : { writtenAt }),
    answer,
  };
}
