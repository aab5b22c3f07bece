/** Which class this browser is in, and answers that still have to reach it. In localStorage, because it must outlive a tab that closes now. */
import { type AnswerFile, formatAnswerFile, parseAnswerFile } from '../../exercise/index.ts';
import { type Backing, readJson, removeKey, writeJson } from '../keep/old-storage.ts';
import { isRecord } from '../keep/unread.ts';

const CLASS_KEY = 'class';
const OUTBOX_KEY = 'outbox';
/** the oldest goes first where there are more */
const MOST_WAITING = 200;

export interface Membership {
  readonly version: 1;
  readonly class: string;
  readonly learner: string;
  readonly name: string;
  readonly secret: string;
  /** as it is typed to join */
  readonly code: string;
  /** brings the same learner back on another device */
  readonly returnCode?: string;
}

export function readMembership(backing: Backing | undefined): Membership | undefined {
  const value = readJson(backing, CLASS_KEY);
  if (!isRecord(value) || value['version'] !== 1) return undefined;
  const { class: id, learner, name, secret, code, returnCode } = value;
  const isWhole = [id, learner, name, secret, code].every((part) => typeof part === 'string' && part !== '');
  if (!isWhole || (returnCode !== undefined && typeof returnCode !== 'string')) return undefined;
  return value as unknown as Membership;
}

/** @returns whether the browser keeps it */
export function writeMembership(backing: Backing | undefined, membership: Membership): boolean {
  return writeJson(backing, CLASS_KEY, membership);
}

/** With what was waiting: it belongs to that class. */
export function forgetMembership(backing: Backing | undefined): void {
  removeKey(backing, CLASS_KEY);
  removeKey(backing, OUTBOX_KEY);
}

/** In the order in which they were given. */
export function readOutbox(backing: Backing | undefined): AnswerFile[] {
  const value = readJson(backing, OUTBOX_KEY);
  if (!Array.isArray(value)) return [];
  return value.flatMap((text: unknown) => {
    try {
      return typeof text === 'string' ? [parseAnswerFile(text)] : [];
    } catch {
      return [];
    }
  });
}

export function putIntoOutbox(backing: Backing | undefined, file: AnswerFile): boolean {
  return writeOutbox(backing, [...readOutbox(backing).filter(({ id }) => id !== file.id), file].slice(-MOST_WAITING));
}

export function takeFromOutbox(backing: Backing | undefined, id: string): void {
  writeOutbox(
    backing,
    readOutbox(backing).filter((file) => file.id !== id),
  );
}

function writeOutbox(backing: Backing | undefined, files: readonly AnswerFile[]): boolean {
  if (files.length > 0) return writeJson(backing, OUTBOX_KEY, files.map(formatAnswerFile));
  removeKey(backing, OUTBOX_KEY);
  return true;
}
