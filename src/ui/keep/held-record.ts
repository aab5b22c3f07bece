/** A record of the learner's work as a page holds it, and what of it is to be written. */
import type { Kept } from '../kit/storage.ts';
import type { StoredRecord } from './database.ts';
import { answerKey, kindOf, subjectOf } from './kept.ts';
import { isRecord } from './unread.ts';
import { upgradeKept } from './upgrade.ts';

export interface Held extends StoredRecord {
  readonly value: Kept;
}

export interface Pending {
  /** undefined: removed */
  readonly record: Held | undefined;
  /** revision that this one follows; undefined where there was none */
  readonly base: string | undefined;
}

/** Without a record the key is gone. */
export type Change = readonly [key: string, record: Held | undefined];

/** Of something that came from outside; undefined where it cannot be read. */
export function readRecord(key: string, record: unknown): Held | undefined {
  if (!isRecord(record) || typeof record['revision'] !== 'string' || typeof record['changedAt'] !== 'number') return undefined;
  const value = upgradeKept(key, record['value']);
  return value === undefined ? undefined : { value, revision: record['revision'], changedAt: record['changedAt'] };
}

/** Where the work of another tab is put aside. */
export function otherTabKey(key: string): string {
  return answerKey(subjectOf(key), kindOf(key) === 'session' ? 'other-tab-steps' : 'other-tab');
}
