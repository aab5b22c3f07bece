/** Table `access`: who holds which secret. Only hashes come in here. */
import type { Kysely } from 'kysely';
import type { Member } from '../domain/audience.ts';
import type { Tables } from './tables.ts';

export async function insertAccess(db: Kysely<Tables>, row: Tables['access']): Promise<void> {
  await db.insertInto('access').values(row).execute();
}

export async function findMember(
  db: Kysely<Tables>,
  secretHash: string,
  kinds: readonly Tables['access']['kind'][],
): Promise<Member | undefined> {
  const row = await db
    .selectFrom('access')
    .select(['class_id', 'role', 'learner_id'])
    .where('secret_hash', '=', secretHash)
    .where('kind', 'in', kinds)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { class_id: classId, role, learner_id: learner } = row;
  return learner === null ? { classId, role } : { classId, role, learner };
}

/** A new link for a role makes the old one worthless. */
export async function deleteLinks(tx: Kysely<Tables>, classId: string, role: 'instructor' | 'assistant'): Promise<void> {
  await tx.deleteFrom('access').where('class_id', '=', classId).where('role', '=', role).where('kind', '=', 'link').execute();
}

export async function deleteReturnCodes(tx: Kysely<Tables>, classId: string, learner: string): Promise<void> {
  await tx
    .deleteFrom('access')
    .where('class_id', '=', classId)
    .where('learner_id', '=', learner)
    .where('kind', '=', 'return')
    .execute();
}
