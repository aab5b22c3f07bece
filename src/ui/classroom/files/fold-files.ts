/** A class as its files tell it: the same state that a server has of one, so that the same table, groups, report and exports come of it. */
import type { AnswerFile } from '../../../exercise/index.ts';
import type { ClassEvent, Grade } from '../../../server/domain/class-event.ts';
import { applyEvent, type ClassState, createClassState } from '../../../server/domain/class-state.ts';
import type { Person } from './roll.ts';

/** @param gradeOf undefined where it was not judged yet */
export function foldFiles(
  title: string,
  people: readonly Person[],
  gradeOf: (answer: AnswerFile) => Grade | undefined,
): ClassState {
  const state = createClassState();
  let seq = 0;
  const apply = (at: number, event: ClassEvent): void => {
    seq += 1;
    applyEvent(state, { seq, at, event });
  };
  apply(0, { kind: 'class.created', settings: { title, cap: people.length, locked: true, expiresAt: 0 } });
  for (const { id: learner, name, answers } of people) {
    const inOrder = answersInOrder(answers);
    const [first] = inOrder;
    apply(first?.writtenAt ?? 0, { kind: 'learner.joined', learner, name, locale: first?.locale ?? 'pt-BR' });
    for (const answer of inOrder) {
      const { id, exercise, content, locale, writtenAt: at = 0 } = answer;
      const about = { learner, answer: id, exercise };
      apply(at, { kind: 'answer.received', ...about, content, locale });
      const grade = gradeOf(answer);
      if (grade !== undefined) apply(at, { kind: 'answer.graded', ...about, grade });
    }
  }
  return state;
}

/** Oldest first; those without a time before all others, as they were found. */
export function answersInOrder(answers: readonly AnswerFile[]): readonly AnswerFile[] {
  return answers.toSorted((a, b) => (a.writtenAt ?? 0) - (b.writtenAt ?? 0));
}
