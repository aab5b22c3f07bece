/**
 * Brings a value that any version of the site has kept to the shape of today, one written step per version. The same for the browser's
 * database, its older localStorage and files. Fixtures of every shape: `kept-shapes.fixture.ts`.
 */
import type { Verdict } from '../../exercise/index.ts';
import type { DraftContent } from '../exercise/draft.ts';
import type { Kept } from '../kit/storage.ts';
import type { StepInput } from '../lab/protocol.ts';
import { type KeptAnswer, type KeptCard, type KeptPlace, type KeptSession, type Kind, kindOf } from './kept.ts';
import { isCount, isRecord, isStringList, isTextMap, type Unread } from './unread.ts';

type Step = (value: Unread) => Unread;

/** By kind: the step from version 1, from version 2 and so on. */
const STEPS: Readonly<Record<Kind, readonly Step[]>> = {
  card: [
    // 2: everything that is put together became one draft, with files and blocks; exercises got a bonus
    ({ code, ticks, fields, ...rest }) => ({
      ...rest,
      version: 2,
      draft: { code, files: {}, blocks: [], ticks, fields },
      hasBonus: false,
    }),
    // 3: a verdict knows the draft it is about; of an older one nobody knows it
    ({ judged: _, ...rest }) => ({ ...rest, version: 3 }),
  ],
  // 2: a step may bring files
  session: [
    ({ lines, at }) => ({ version: 2, steps: Array.isArray(lines) ? lines.map((line: unknown) => ({ line })) : lines, at }),
  ],
  place: [],
  answer: [],
};

const READ: Readonly<Record<Kind, (value: Unread) => Kept | undefined>> = {
  card: readCard,
  session: readSession,
  place: readPlace,
  answer: readAnswer,
};

/** @returns undefined where the value is damaged, of a newer site, or of no kind */
export function upgradeKept(key: string, value: unknown): Kept | undefined {
  const kind = kindOf(key);
  if (kind === undefined || !isRecord(value)) return undefined;
  const steps = STEPS[kind];
  const { version } = value;
  if (!isCount(version) || version < 1 || version > steps.length + 1) return undefined;
  return READ[kind](steps.slice(version - 1).reduce((older, step) => step(older), value));
}

function readCard({ exerciseVersion, draft, attempts, hintsShown, isSolved, hasBonus, judged }: Unread): KeptCard | undefined {
  const content = readDraft(draft);
  if (content === undefined || !isCount(exerciseVersion) || !isCount(attempts) || !isCount(hintsShown)) return undefined;
  if (typeof isSolved !== 'boolean' || typeof hasBonus !== 'boolean') return undefined;
  const verdict = readJudged(judged);
  const facts = { exerciseVersion, draft: content, attempts, hintsShown, isSolved, hasBonus };
  return { version: 3, ...facts, ...(verdict === undefined ? {} : { judged: verdict }) };
}

function readDraft(value: unknown): DraftContent | undefined {
  if (!isRecord(value)) return undefined;
  const { code, files, blocks, ticks, fields } = value;
  if (typeof code !== 'string' || !isTextMap(files) || !isTextMap(fields)) return undefined;
  return isStringList(blocks) && isStringList(ticks) ? { code, files, blocks, ticks, fields } : undefined;
}

const VERDICTS: ReadonlySet<unknown> = new Set<Verdict['kind']>(['passed', 'near-miss', 'dead-end', 'not-yet']);

function readJudged(value: unknown): KeptCard['judged'] {
  if (!isRecord(value) || !isCount(value['steps'])) return undefined;
  const { verdict, steps } = value;
  const draft = readDraft(value['draft']);
  if (draft === undefined || !isRecord(verdict) || !VERDICTS.has(verdict['kind'])) return undefined;
  if (!isListOfIds(verdict['goals']) || !isListOfIds(verdict['items'])) return undefined;
  return { verdict: verdict as unknown as Verdict, steps, draft };
}

function isListOfIds(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && typeof item['id'] === 'string');
}

function readSession({ steps, at, branches }: Unread): KeptSession | undefined {
  const read = readSteps(steps);
  if (read === undefined || !isCount(at) || at > read.length) return undefined;
  const left = Array.isArray(branches) ? branches.map(readSteps).filter((branch) => branch !== undefined) : [];
  return { version: 2, steps: read, at, ...(left.length === 0 ? {} : { branches: left }) };
}

function readSteps(value: unknown): StepInput[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const steps: StepInput[] = [];
  for (const step of value as unknown[]) {
    if (!isRecord(step) || typeof step['line'] !== 'string') return undefined;
    const { line, files } = step;
    if (files === undefined) steps.push({ line });
    else if (isTextMap(files)) steps.push({ line, files });
    else return undefined;
  }
  return steps;
}

function readPlace({ id }: Unread): KeptPlace | undefined {
  return typeof id === 'string' ? { version: 1, id } : undefined;
}

function readAnswer({ exerciseVersion, draft, steps, at }: Unread): KeptAnswer | undefined {
  const content = draft === undefined ? undefined : readDraft(draft);
  const lines = steps === undefined ? undefined : readSteps(steps);
  if (!isCount(at) || (content === undefined && lines === undefined)) return undefined;
  return {
    version: 1,
    ...(isCount(exerciseVersion) ? { exerciseVersion } : {}),
    ...(content === undefined ? {} : { draft: content }),
    ...(lines === undefined ? {} : { steps: lines }),
    at,
  };
}
