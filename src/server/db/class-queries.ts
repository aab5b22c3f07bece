/** Table `classes`. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export async function insertClass(db: Kysely<Tables>, row: Tables['classes']): Promise<boolean> {
  const made = await db
    .insertInto('classes')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export function findClassByCode(db: Kysely<Tables>, code: string): Promise<Tables['classes'] | undefined> {
  return db.selectFrom('classes').selectAll().where('code', '=', code).executeTakeFirst();
}

/**
 * Holds the class until the transaction ends: one writer at a time, and no number of the log becomes visible before a smaller one.
 * @returns number of the last event; undefined where there is no such class
 */
export async function lockClass(tx: Kysely<Tables>, id: string): Promise<number | undefined> {
  const row = await tx
    .updateTable('classes')
    .set((expression) => ({ last_seq: expression.ref('last_seq') }))
    .where('id', '=', id)
    .returning('last_seq')
    .executeTakeFirst();
  return row?.last_seq;
}

export async function setLastSeq(tx: Kysely<Tables>, id: string, lastSeq: number): Promise<void> {
  await tx.updateTable('classes').set({ last_seq: lastSeq }).where('id', '=', id).execute();
}

export async function setExpiry(tx: Kysely<Tables>, id: string, expiresAt: number): Promise<void> {
  await tx.updateTable('classes').set({ expires_at: expiresAt }).where('id', '=', id).execute();
}

export async function listExpiredClasses(db: Kysely<Tables>, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('classes')
    .select('id')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}
