/**
 * Which exercises are solved and which begun: a small copy in localStorage, which every page can read before anything is painted, without
 * the database and its code. The database is what counts; the copy is written anew whenever it changes.
 */
import { type Backing, readJson } from './old-storage.ts';
import { isRecord, isStringList } from './unread.ts';

export const MARKS_KEY = 'marks';
/** of the page, with `Marks` as its detail */
export const MARKS_EVENT = 'camadas:progress';

export interface Marks {
  readonly version: 1;
  /** exercises */
  readonly solved: readonly string[];
  /** exercises and machines with work that can be brought back */
  readonly begun: readonly string[];
}

declare global {
  interface WindowEventMap {
    [MARKS_EVENT]: CustomEvent<Marks>;
  }
}

/** Undefined where nobody has looked into the database yet. */
export function readMarks(backing: Backing | undefined): Marks | undefined {
  const value = readJson(backing, MARKS_KEY);
  if (!isRecord(value) || value['version'] !== 1) return undefined;
  const { solved, begun } = value;
  return isStringList(solved) && isStringList(begun) ? { version: 1, solved, begun } : undefined;
}
