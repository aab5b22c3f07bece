/** What a page that went away could not write into the database any more, as it left it in localStorage. */
import type { Kept } from '../kit/storage.ts';
import { type Change, type Held, otherTabKey, readRecord } from './held-record.ts';
import { isSame, settle } from './settle.ts';
import { isRecord } from './unread.ts';

/**
 * Newer than what it followed, but not than what others have written since.
 *
 * @param entry as JSON gave it: a key, the revision that was followed, and the record, absent where it was removed
 * @param at in milliseconds since 1970
 * @returns what is to be written; what nobody else has changed keeps its revision, so that two tabs may find it
 */
export function readUnsaved(
  entry: unknown,
  held: ReadonlyMap<string, Held>,
  makeRecord: (value: Kept) => Held,
  at: number,
): readonly Change[] {
  if (!isRecord(entry) || typeof entry['key'] !== 'string') return [];
  const { key, base } = entry;
  const known = held.get(key);
  const isFollowed = known === undefined || known.revision === base;
  if (entry['record'] === undefined) return known !== undefined && isFollowed ? [[key, undefined]] : [];
  const record = readRecord(key, entry['record']);
  if (record === undefined || record.revision === known?.revision) return [];
  if (isFollowed) return [[key, record]];
  const { value, aside } = settle(key, known.value, record.value, at);
  return [
    ...(isSame(value, known.value) ? [] : [[key, makeRecord(value)] as const]),
    ...(aside === undefined ? [] : [[otherTabKey(key), makeRecord(aside)] as const]),
  ];
}
