/** What a file that somebody dropped holds: one learner's answers, one answer, or an archive of such files. Anything else is said to be something else. */
import { type AnswerFile, AnswerFileError, MAX_BUNDLE_BYTES, parseAnswerBundle, parseAnswerFile } from '../../../exercise/index.ts';
import { readZip, ZipError } from './read-zip.ts';

const MAX_ZIP_BYTES = 100_000_000;
const MAX_UNPACKED_BYTES = 500_000_000;
/** a list of the people in a class of thousands is larger than a file of answers */
const MAX_ENTRY_BYTES = 2_000_000;

/** Answers that belong to one person. */
export interface Work {
  /** where it was found: `ana.json`, `class.zip › 5b3f/second-tag/1.json` */
  readonly file: string;
  readonly name: string;
  /** random id of a learner, where a class's archive says whose it is */
  readonly learner?: string;
  readonly answers: readonly AnswerFile[];
}

export interface FileProblem {
  readonly file: string;
  /** `grade.problem.*` */
  readonly code: string;
  /** which answer of the file, from 1, which field, whose name */
  readonly detail?: string;
}

export type Found =
  | { readonly kind: 'work'; readonly work: Work }
  | { readonly kind: 'people'; readonly title: string; readonly names: ReadonlyMap<string, string> }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

export async function* readAnswers(file: File): AsyncGenerator<Found> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const isZip = head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 9) < 9;
  if (isZip) yield* readArchive(file);
  else if (file.size > MAX_BUNDLE_BYTES) yield complaint(file.name, 'too-large');
  else yield* readText(await file.text(), file.name, file.name.replace(/\.json$/i, ''));
}

async function* readArchive(file: File): AsyncGenerator<Found> {
  if (file.size > MAX_ZIP_BYTES) return yield complaint(file.name, 'zip-too-large');
  let count = 0;
  try {
    for await (const entry of readZip(file, { fileBytes: MAX_ENTRY_BYTES, allBytes: MAX_UNPACKED_BYTES })) {
      count += 1;
      const place = `${file.name} › ${entry.name}`;
      if (entry.kind !== 'file') yield complaint(place, entry.kind === 'broken' ? 'entry-broken' : entry.kind);
      else {
        const name = (entry.name.split('/').at(-1) ?? entry.name).replace(/\.json$/i, '');
        yield* readText(new TextDecoder().decode(entry.bytes), place, name, learnerOf(entry.name));
      }
    }
    if (count === 0) yield complaint(file.name, 'zip-empty');
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    yield complaint(file.name, error.code);
  }
}

/** `LEARNER/EXERCISE/ANSWER.json`, as a class's archive names its files. */
function learnerOf(path: string): string | undefined {
  return /^([\w-]{1,64})\/[a-z0-9-]+\/[^/]+\.json$/.exec(path)?.[1];
}

function* readText(text: string, file: string, name: string, learner?: string): Generator<Found> {
  try {
    const value: unknown = parseJson(text);
    const format = isRecord(value) ? value['format'] : undefined;
    if (isRecord(value) && format === 'camadas-learners') return yield readPeople(value);
    if (isRecord(value) && format === 'camadas-answer') {
      const work = { file, name: learner ?? name, answers: [parseAnswerFile(JSON.stringify(withoutMore(value)))] };
      return yield { kind: 'work', work: learner === undefined ? work : { ...work, learner } };
    }
    const bundle = parseAnswerBundle(text);
    for (const { at, code, field } of bundle.refused)
      yield complaint(file, code, `${at}${field === undefined ? '' : `, ${field}`}`);
    yield { kind: 'work', work: { file, name: bundle.name, answers: bundle.answers } };
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    yield complaint(file, error.code, error.field);
  }
}

/** An archive has verdicts and line breaks beside the answer, which make it larger than may be handed in. */
function withoutMore({ format, formatVersion, id, exercise, content, locale, writtenAt, answer }: Record<string, unknown>) {
  return { format, formatVersion, id, exercise, content, locale, writtenAt, answer };
}

function readPeople({ title, learners }: Record<string, unknown>): Found {
  const entries = (Array.isArray(learners) ? learners : []).flatMap((one: unknown): [string, string][] => {
    if (!isRecord(one)) return [];
    const { id, name } = one;
    return typeof id === 'string' && typeof name === 'string' && name.trim() !== '' ? [[id, name.slice(0, 60)]] : [];
  });
  return { kind: 'people', title: typeof title === 'string' ? title.slice(0, 200) : '', names: new Map(entries) };
}

function complaint(file: string, code: string, detail?: string): Found {
  return { kind: 'problem', problem: { file, code, ...(detail === undefined ? {} : { detail }) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerFileError('not-json');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
