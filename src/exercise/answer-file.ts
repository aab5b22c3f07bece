/**
 * An answer on its way: to the server, or as a file that a learner saves and the instructor opens. JSON, under 5,000 bytes:
 *
 *     { "format": "camadas-answer", "formatVersion": 1, "id": "…", "exercise": "second-tag", "content": "1.0a1b2c3d4e",
 *       "locale": "pt-BR", "writtenAt": 1768478400000, "answer": { "lines": ["docker tag …"] } }
 *
 * `id` is made by whoever hands in, so that one sent twice counts once. `content` names the exercise's facts as the learner had them
 * (src/curriculum/content-version.ts). Anything else, a verdict for one, is dropped on reading.
 */
import { utf8 } from '../engine/index.ts';
import type { Answer, Prediction } from './answer.ts';
import type { ExerciseId } from './exercise.ts';

export const MAX_ANSWER_BYTES = 5000;
const FORMAT = 'camadas-answer';
const FORMAT_VERSION = 1;

const MAX_LINES = 200;
const MAX_FILES = 10;
const MAX_IDS = 100;
const MAX_FIELDS = 50;

const ANSWER_ID = /^[A-Za-z0-9_-]{8,64}$/;
const EXERCISE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CONTENT = /^\d{1,6}\.[0-9a-f]{10}$/;
const LOCALE = /^[a-z]{2}(-[A-Z]{2})?$/;

export interface AnswerFile {
  readonly id: string;
  readonly exercise: ExerciseId;
  readonly content: string;
  readonly locale: string;
  /** milliseconds since 1970 by the learner's clock; absent where unknown */
  readonly writtenAt?: number;
  readonly answer: Answer;
}

export type AnswerFileProblem = 'too-large' | 'not-json' | 'other-format' | 'newer-format' | 'field-invalid';

export class AnswerFileError extends Error {
  readonly code: AnswerFileProblem;
  /** the first field that cannot be read: `answer.lines` */
  readonly field: string | undefined;
  constructor(code: AnswerFileProblem, field?: string) {
    super(field === undefined ? code : `${code}: ${field}`);
    this.name = 'AnswerFileError';
    this.code = code;
    this.field = field;
  }
}

/** @throws AnswerFileError where it is larger than may be handed in */
export function formatAnswerFile(file: AnswerFile): string {
  const text = JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, ...file });
  if (isTooLarge(text)) throw new AnswerFileError('too-large');
  return text;
}

/** @throws AnswerFileError */
export function parseAnswerFile(text: string): AnswerFile {
  if (isTooLarge(text)) throw new AnswerFileError('too-large');
  const value = record(parseJson(text), undefined);
  if (value['format'] !== FORMAT) throw new AnswerFileError('other-format');
  if (value['formatVersion'] !== FORMAT_VERSION) throw new AnswerFileError('newer-format');
  const writtenAt = value['writtenAt'];
  return {
    id: matching(value['id'], ANSWER_ID, 'id'),
    exercise: matching(value['exercise'], EXERCISE_ID, 'exercise') as ExerciseId,
    content: matching(value['content'], CONTENT, 'content'),
    locale: matching(value['locale'], LOCALE, 'locale'),
    ...(writtenAt === undefined ? {} : { writtenAt: time(writtenAt, 'writtenAt') }),
    answer: parseAnswer(value['answer']),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerFileError('not-json');
  }
}

function isTooLarge(text: string): boolean {
  return text.length > MAX_ANSWER_BYTES || utf8(text).length > MAX_ANSWER_BYTES;
}

function parseAnswer(value: unknown): Answer {
  const answer = record(value, 'answer');
  if ('prediction' in answer) return { prediction: parsePrediction(answer['prediction']) };
  if ('blocks' in answer) return { blocks: strings(answer['blocks'], MAX_IDS, 'answer.blocks') };
  const files = 'files' in answer ? texts(answer['files'], MAX_FILES, 'answer.files') : undefined;
  if (!('lines' in answer)) {
    if (files === undefined) throw new AnswerFileError('field-invalid', 'answer');
    return { files };
  }
  const lines = strings(answer['lines'], MAX_LINES, 'answer.lines');
  return files === undefined ? { lines } : { lines, files };
}

function parsePrediction(value: unknown): Prediction {
  const prediction = record(value, 'answer.prediction');
  switch (prediction['kind']) {
    case 'ticks':
      return { kind: 'ticks', items: strings(prediction['items'], MAX_IDS, 'answer.prediction.items') };
    case 'fields':
      return { kind: 'fields', values: texts(prediction['values'], MAX_FIELDS, 'answer.prediction.values') };
    default:
      throw new AnswerFileError('field-invalid', 'answer.prediction.kind');
  }
}

function record(value: unknown, field: string | undefined): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AnswerFileError('field-invalid', field);
  return value as Readonly<Record<string, unknown>>;
}

function strings(value: unknown, max: number, field: string): string[] {
  if (!Array.isArray(value) || value.length > max || !value.every((one) => typeof one === 'string'))
    throw new AnswerFileError('field-invalid', field);
  return value;
}

/** `__proto__` stays a key like any other. */
function texts(value: unknown, max: number, field: string): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value, field));
  if (entries.length > max || !entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new AnswerFileError('field-invalid', field);
  return Object.fromEntries(entries);
}

function matching(value: unknown, pattern: RegExp, field: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new AnswerFileError('field-invalid', field);
  return value;
}

function time(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new AnswerFileError('field-invalid', field);
  return value;
}
