/** Table `contents`. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export async function keepContents(db: Kysely<Tables>, rows: readonly Tables['contents'][]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('contents')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['exercise_id', 'content']).doNothing())
    .execute();
}

export async function findFacts(db: Kysely<Tables>, exercise: string, content: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('contents')
    .select('facts')
    .where('exercise_id', '=', exercise)
    .where('content', '=', content)
    .executeTakeFirst();
  return row?.facts;
}
