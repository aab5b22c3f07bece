/** Writes what has changed into the database. What another tab wrote meanwhile is not lost (`settle.ts`). */
import type { Kept } from '../kit/storage.ts';
import type { Database } from './database.ts';
import { type Change, type Held, otherTabKey, type Pending, readRecord } from './held-record.ts';
import { isSame, settle } from './settle.ts';

export interface Written {
  /** what is in the database now, for the other tabs */
  readonly changes: readonly Change[];
  /** what is another than the caller has it */
  readonly takenOver: readonly Change[];
}

/**
 * One transaction: either everything is written or nothing.
 *
 * @param at in milliseconds since 1970
 * @throws DOMException as the database does
 */
export async function writeRecords(
  database: Database,
  pending: ReadonlyMap<string, Pending>,
  makeRecord: (value: Kept) => Held,
  at: number,
): Promise<Written> {
  const changes: Change[] = [];
  const takenOver: Change[] = [];
  const transaction = database.transaction('records', 'readwrite');
  for (const [key, { record, base }] of pending) {
    const found = readRecord(key, await transaction.store.get(key));
    const isUnseen = found !== undefined && found.revision !== base && found.revision !== record?.revision;
    if (record === undefined) {
      if (isUnseen) takenOver.push([key, found]);
      else {
        await transaction.store.delete(key);
        changes.push([key, undefined]);
      }
      continue;
    }
    const settled = isUnseen ? settle(key, record.value, found.value, at) : { value: record.value };
    const written = isSame(settled.value, record.value) ? record : { ...record, value: settled.value };
    await transaction.store.put(written, key);
    changes.push([key, written]);
    if (written !== record) takenOver.push([key, written]);
    if (settled.aside !== undefined) {
      const asideKey = otherTabKey(key);
      const aside = makeRecord(settled.aside);
      await transaction.store.put(aside, asideKey);
      changes.push([asideKey, aside]);
      takenOver.push([asideKey, aside]);
    }
  }
  await transaction.done;
  return { changes, takenOver };
}
