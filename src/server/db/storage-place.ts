/** `DATABASE_URL` where it is set, else one file in `DATA_DIR`. Loads no database: a site without classes never needs one. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const DATABASE_FILE = 'camadas.sqlite';

export interface StoragePlace {
  readonly databaseUrl?: string;
  readonly dataDir: string;
}

export function readStoragePlace(root: string, { DATABASE_URL, DATA_DIR }: NodeJS.ProcessEnv = process.env): StoragePlace {
  const dataDir = resolve(root, DATA_DIR ?? 'data');
  return DATABASE_URL === undefined || DATABASE_URL === '' ? { dataDir } : { databaseUrl: DATABASE_URL, dataDir };
}

/** Whether there may be classes already: a place without any is not opened until the first is made. */
export function holdsClasses({ databaseUrl, dataDir }: StoragePlace): boolean {
  return databaseUrl !== undefined || existsSync(join(dataDir, DATABASE_FILE));
}
