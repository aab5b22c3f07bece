/** Opens either kind of database, with its tables as this version wants them. */
import { join } from 'node:path';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';
import { DATABASE_FILE, type StoragePlace } from './storage-place.ts';

/** @throws Error with a sentence for the operator */
export async function openStorage({ databaseUrl, dataDir }: StoragePlace): Promise<Storage> {
  const storage =
    databaseUrl === undefined
      ? (await import('./sqlite.ts')).openSqlite(join(dataDir, DATABASE_FILE))
      : (await import('./postgres.ts')).openPostgres(databaseUrl);
  await migrate(storage);
  return storage;
}
