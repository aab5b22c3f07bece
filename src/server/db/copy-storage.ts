/**
 * All of a SQLite database into a PostgreSQL one that has no classes. Reads one snapshot, so the server may run on meanwhile; what it adds
 * after this moment is not in the copy.
 */
import { type Kysely, sql } from 'kysely';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

const TABLES = ['contents', 'classes', 'access', 'events', 'answers'] as const;
const ROWS_AT_ONCE = 300;

/** @returns rows by table. @throws Error where the other database has classes */
export async function copyStorage(from: Storage, to: Storage): Promise<Readonly<Record<string, number>>> {
  if (from.kind !== 'sqlite') throw new Error('only SQLite can be copied; for PostgreSQL use pg_dump');
  const present = await to.db.selectFrom('classes').select('id').limit(1).executeTakeFirst();
  if (present !== undefined) throw new Error('the database to copy to already has classes; give an empty one');
  const counts: Record<string, number> = {};
  await from.db.connection().execute(async (source) => {
    await sql`begin deferred`.execute(source);
    try {
      await to.db.transaction().execute(async (target) => {
        await target.deleteFrom('contents').execute();
        for (const table of TABLES) counts[table] = await copyTable(source, target, table);
      });
    } finally {
      await sql`rollback`.execute(source);
    }
  });
  return counts;
}

async function copyTable(source: Kysely<Tables>, target: Kysely<Tables>, table: (typeof TABLES)[number]): Promise<number> {
  let count = 0;
  let rows: Tables['events'][] = [];
  const write = async () => {
    if (rows.length > 0)
      await target
        .insertInto(table as 'events')
        .values(rows)
        .execute();
    count += rows.length;
    rows = [];
  };
  for await (const row of source
    .selectFrom(table as 'events')
    .selectAll()
    .stream()) {
    rows.push(row);
    if (rows.length === ROWS_AT_ONCE) await write();
  }
  await write();
  return count;
}

/** A copy of a SQLite database as it is at this moment, while it is in use; put back by giving it the database's name. @throws Error where the file exists */
export async function backUp(storage: Storage, file: string): Promise<void> {
  if (storage.kind !== 'sqlite') throw new Error('for PostgreSQL use pg_dump');
  await sql`vacuum into ${file}`.execute(storage.db);
}
