/**
 * Forward only, at start, all or nothing. Two processes that start at once: the second waits for the lock (SQLite's write lock, an
 * advisory lock of PostgreSQL) and finds nothing left to do.
 */
import { type Kysely, sql } from 'kysely';
import { up as first } from './migrations/2026-11-28-first.ts';
import { up as noSamples } from './migrations/2026-11-28-no-samples.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

const MIGRATIONS: readonly { readonly name: string; readonly up: (db: Kysely<never>, kind: Storage['kind']) => Promise<void> }[] = [
  { name: '2026-11-28-first', up: first },
  { name: '2026-11-28-no-samples', up: noSamples },
];
/** Any number that no other program of the database uses. */
const ADVISORY_LOCK = 7_203_911_764;

/** @throws Error where the database was made by a later version of this program */
export async function migrate({ db, kind }: Pick<Storage, 'db' | 'kind'>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(tx);
    await tx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    const done = new Set((await tx.selectFrom('migrations').select('name').execute()).map(({ name }) => name));
    const unknown = [...done].filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
    if (unknown.length > 0) throw new Error(`the database was made by a later version of this program (${unknown.join(', ')})`);
    for (const { name, up } of MIGRATIONS) {
      if (done.has(name)) continue;
      await up(tx as unknown as Kysely<never>, kind);
      await tx
        .insertInto('migrations')
        .values({ name, at: Date.now() } satisfies Tables['migrations'])
        .execute();
    }
  });
}
