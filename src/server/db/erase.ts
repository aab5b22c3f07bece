/** Taking a person or a class out of the database. `Storage.scrub` then makes sure that nothing of it can be read in the file. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Every row that is about the learner. What others' events hold of them is a random id. */
export async function eraseLearnerRows(tx: Kysely<Tables>, classId: string, learner: string): Promise<void> {
  for (const table of ['events', 'answers', 'access'] as const)
    await tx.deleteFrom(table).where('class_id', '=', classId).where('learner_id', '=', learner).execute();
}

export async function eraseClassRows(tx: Kysely<Tables>, classId: string): Promise<void> {
  for (const table of ['events', 'answers', 'access'] as const)
    await tx.deleteFrom(table).where('class_id', '=', classId).execute();
  await tx.deleteFrom('classes').where('id', '=', classId).execute();
}
