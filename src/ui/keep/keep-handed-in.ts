/** Puts an answer aside that was handed in for good: a class has acknowledged it, or it was saved as a file. */
import type { Answer, Exercise } from '../../exercise/index.ts';
import { createDraft } from '../exercise/draft.ts';
import { draftOf } from '../exercise/draft-of.ts';
import type { Storage } from '../kit/storage.ts';
import { answerKey, cardKey, type KeptAnswer, type KeptCard } from './kept.ts';

/** @param at milliseconds since 1970 */
export function keepHandedIn(storage: Pick<Storage, 'read' | 'write'>, exercise: Exercise, answer: Answer, at: number): void {
  const { id, version } = exercise;
  const card = storage.read<KeptCard>(cardKey(id), 3);
  const beside = card?.exerciseVersion === version ? card.draft : createDraft(exercise).given;
  const kept: KeptAnswer = { version: 1, exerciseVersion: version, draft: draftOf(answer, beside), at };
  storage.write(answerKey(id, 'handed-in'), kept);
}
