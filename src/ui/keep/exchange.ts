/**
 * All that is kept of a learner as one file, and back. What this browser has stays as it is; what a file has beside it is put aside, one button
 * away in its exercise; where there is nothing here, the file's work is taken over. What was solved in either is solved.
 *
 * A resume code, which needs a server, is the same file by another way.
 */
import type { Kept } from '../kit/storage.ts';
import type { Keeper } from './keeper.ts';
import { answerKey, FILE_SLOTS, type KeptAnswer, type KeptCard, kindOf, slotOf, subjectOf } from './kept.ts';
import { isSame, settle } from './settle.ts';
import { isCount, isRecord } from './unread.ts';
import { upgradeKept } from './upgrade.ts';

export const FORMAT = 'camadas-kept';

export interface KeptFile {
  readonly format: typeof FORMAT;
  readonly version: 1;
  /** ISO 8601 */
  readonly exportedAt: string;
  readonly records: readonly FileRecord[];
}

export interface FileRecord {
  readonly key: string;
  /** milliseconds since 1970 */
  readonly changedAt: number;
  readonly value: Kept;
}

/** Bytes. Forty exercises with long answers are a hundredth of it. */
export const MAX_FILE = 10_000_000;
const MAX_RECORDS = 5000;
const KEY = /^[a-z]+\.[a-z0-9][a-z0-9.-]{0,120}$/;

/** `unreadable`: no JSON; `foreign`: JSON of something else; `newer`: of a newer site; `large`: more than anybody has done here. */
export type FileProblem = 'unreadable' | 'foreign' | 'newer' | 'large';

export interface ReadFile {
  readonly file: KeptFile;
  /** entries that are damaged, or of a newer site */
  readonly unreadable: number;
}

/** What an import does to one exercise, for the learner to see before it is done. */
export interface ImportRow {
  /** id of an exercise */
  readonly exercise: string;
  /** `taken`: there was nothing here; `aside`: an answer of the file is put beside the one that is here; `solved`: it counts as solved now */
  readonly effects: readonly ('taken' | 'aside' | 'solved')[];
}

export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  readonly writes: readonly (readonly [key: string, value: Kept])[];
}

export function exportKept(keeper: Pick<Keeper, 'list'>, now: number): KeptFile {
  const records = keeper.list().map(({ key, changedAt, value }) => ({ key, changedAt, value }));
  return { format: FORMAT, version: 1, exportedAt: new Date(now).toISOString(), records };
}

export function readKeptFile(text: string): ReadFile | FileProblem {
  if (text.length > MAX_FILE) return 'large';
  const value = parseJson(text);
  if (value === undefined) return 'unreadable';
  if (!isRecord(value) || value['format'] !== FORMAT || !isCount(value['version'])) return 'foreign';
  if (value['version'] > 1) return 'newer';
  const { records, exportedAt } = value;
  if (!Array.isArray(records)) return 'foreign';
  if (records.length > MAX_RECORDS) return 'large';
  const read = records.flatMap((record: unknown) => readFileRecord(record) ?? []);
  const file: KeptFile = {
    format: FORMAT,
    version: 1,
    exportedAt: typeof exportedAt === 'string' ? exportedAt : '',
    records: read,
  };
  return { file, unreadable: records.length - read.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function readFileRecord(record: unknown): FileRecord | undefined {
  if (!isRecord(record)) return undefined;
  const { key, changedAt } = record;
  if (typeof key !== 'string' || !KEY.test(key) || !isCount(changedAt)) return undefined;
  if (kindOf(key) === 'answer' && slotOf(key) === undefined) return undefined;
  const value = upgradeKept(key, record['value']);
  return value === undefined ? undefined : { key, changedAt, value };
}

/** Changes nothing yet. */
export function planImport(keeper: Pick<Keeper, 'list'>, { records }: KeptFile): ImportPlan {
  const here = new Map(keeper.list().map(({ key, value }) => [key, value]));
  const writes = new Map<string, Kept>();
  const effects = new Map<string, Set<ImportRow['effects'][number]>>();
  const note = (key: string, effect: ImportRow['effects'][number]): void => {
    const exercise = subjectOf(key);
    effects.set(exercise, (effects.get(exercise) ?? new Set()).add(effect));
  };
  const now = (key: string): Kept | undefined => writes.get(key) ?? here.get(key);

  function putAside(key: string, answer: KeptAnswer): void {
    const keys = FILE_SLOTS.map((slot) => answerKey(subjectOf(key), slot));
    const answers = keys.map((each) => now(each) as KeptAnswer | undefined);
    if (answers.some((each) => isSame(each?.draft, answer.draft) && isSame(each?.steps, answer.steps))) return;
    const free = answers.indexOf(undefined);
    const oldest = answers.reduce((least, each, index) => ((each?.at ?? 0) < (answers[least]?.at ?? 0) ? index : least), 0);
    writes.set(keys[free === -1 ? oldest : free] ?? '', answer);
    note(key, 'aside');
  }

  for (const { key, value, changedAt } of records) {
    const known = now(key);
    const kind = kindOf(key);
    if (known === undefined) {
      writes.set(key, value);
      if (kind !== 'place') note(key, (value as KeptCard).isSolved ? 'solved' : 'taken');
      if (kind === 'card' && (value as KeptCard).isSolved) note(key, 'taken');
    } else if (kind === 'answer') {
      if (!isSameAnswer(known as KeptAnswer, value as KeptAnswer)) putAside(key, value as KeptAnswer);
    } else {
      const settled = settle(key, known, value, changedAt);
      if (!isSame(settled.value, known)) writes.set(key, settled.value);
      if (kind === 'card' && (settled.value as KeptCard).isSolved && !(known as KeptCard).isSolved) note(key, 'solved');
      if (settled.aside !== undefined) putAside(key, settled.aside);
    }
  }
  const rows = [...effects].map(([exercise, set]) => ({ exercise, effects: [...set].sort() }));
  return { rows: rows.sort((a, b) => (a.exercise < b.exercise ? -1 : 1)), writes: [...writes] };
}

function isSameAnswer(a: KeptAnswer, b: KeptAnswer): boolean {
  return isSame([a.draft, a.steps], [b.draft, b.steps]);
}

/** As planned; resolves when all of it is in the database. */
export async function importKept(keeper: Keeper, { writes }: ImportPlan): Promise<void> {
  for (const [key, value] of writes) keeper.write(key, value);
  await keeper.flush();
}
