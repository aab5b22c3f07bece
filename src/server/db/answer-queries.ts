/** Table `answers`. */
import type { Kysely } from 'kysely';
import type { Grade } from '../domain/class-event.ts';
import type { Tables } from './tables.ts';

/** @returns the id under which it is kept: an earlier one where the same was handed in before */
export async function insertAnswer(tx: Kysely<Tables>, row: Tables['answers']): Promise<{ id: string; isNew: boolean }> {
  const made = await tx
    .insertInto('answers')
    .values(row)
    .onConflict((conflict) => conflict.columns(['class_id', 'learner_id', 'client_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined) return { id: made.id, isNew: true };
  const { id } = await tx
    .selectFrom('answers')
    .select('id')
    .where('class_id', '=', row.class_id)
    .where('learner_id', '=', row.learner_id)
    .where('client_id', '=', row.client_id)
    .executeTakeFirstOrThrow();
  return { id, isNew: false };
}

export function findAnswer(db: Kysely<Tables>, classId: string, id: string): Promise<Tables['answers'] | undefined> {
  return db.selectFrom('answers').selectAll().where('class_id', '=', classId).where('id', '=', id).executeTakeFirst();
}

/** @returns false where it already has one */
export async function setFirstGrade(tx: Kysely<Tables>, classId: string, id: string, grade: Grade): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('answers')
    .set({ grade: JSON.stringify(grade) })
    .where('class_id', '=', classId)
    .where('id', '=', id)
    .where('grade', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setGrade(tx: Kysely<Tables>, classId: string, id: string, grade: Grade): Promise<void> {
  await tx
    .updateTable('answers')
    .set({ grade: JSON.stringify(grade) })
    .where('class_id', '=', classId)
    .where('id', '=', id)
    .execute();
}

/** Oldest first. */
export function listWaitingAnswers(db: Kysely<Tables>, receivedBefore: number, limit: number): Promise<Tables['answers'][]> {
  return db
    .selectFrom('answers')
    .selectAll()
    .where('grade', 'is', null)
    .where('received_at', '<=', receivedBefore)
    .orderBy('received_at')
    .limit(limit)
    .execute();
}

export interface AnswerFilter {
  readonly classId?: string;
  readonly exercise?: string;
  readonly learner?: string;
}

/** By id, a page at a time: give the last id of the page before. */
export function listAnswers(
  db: Kysely<Tables>,
  { classId, exercise, learner }: AnswerFilter,
  afterId: string,
  limit: number,
): Promise<Tables['answers'][]> {
  let query = db.selectFrom('answers').selectAll().where('id', '>', afterId);
  if (classId !== undefined) query = query.where('class_id', '=', classId);
  if (exercise !== undefined) query = query.where('exercise_id', '=', exercise);
  if (learner !== undefined) query = query.where('learner_id', '=', learner);
  return query.orderBy('id').limit(limit).execute();
}
