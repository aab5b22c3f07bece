/** The browser's database: one store of records by key. What is in a record is upgraded when it is read (`upgrade.ts`). */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { DATABASE } from './anything-kept.ts';

const VERSION = 1;
const OPEN_MS = 5000;

export interface StoredRecord {
  /** as the site that wrote it shaped it */
  readonly value: unknown;
  /** another one with every write, in whichever tab */
  readonly revision: string;
  /** milliseconds since 1970 */
  readonly changedAt: number;
}

interface Schema extends DBSchema {
  records: { key: string; value: StoredRecord };
}
export type Database = IDBPDatabase<Schema>;

/**
 * Closes where a newer version of the site in another tab has to change it.
 *
 * @throws where there is none: forbidden, damaged, made by a newer site, or it does not answer
 */
export async function openDatabase(): Promise<Database> {
  const opening = openDB<Schema>(DATABASE, VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) database.createObjectStore('records');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not open')), OPEN_MS);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (thrown) {
    opening.then((database) => database.close()).catch(() => undefined);
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** Other tabs close it when they hear of it. */
export function deleteDatabase(): Promise<void> {
  return deleteDB(DATABASE);
}
