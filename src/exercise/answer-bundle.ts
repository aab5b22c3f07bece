/**
 * All answers of one learner as a file, for a class without a server: the learner saves it, the instructor opens it and the answers are
 * played there (ui/classroom). JSON: `{ "format": "camadas-answers", "formatVersion": 1, "name": "Ana", "answers": [ … ] }`, each answer as
 * `answer-file.ts` says. One that cannot be read takes none of the others along.
 */
import { type AnswerFile, AnswerFileError, type AnswerFileProblem, formatAnswerFile, parseAnswerFile } from './answer-file.ts';

const FORMAT = 'camadas-answers';
const FORMAT_VERSION = 1;
/** UTF-16 units */
export const MAX_NAME_LENGTH = 60;
const MAX_ANSWERS = 200;
export const MAX_BUNDLE_BYTES = 1_000_000;

export interface AnswerBundle {
  /** as the learner wrote it; never trusted to be anybody's */
  readonly name: string;
  readonly answers: readonly AnswerFile[];
}

export interface ReadBundle extends AnswerBundle {
  /** answers that could not be read, by their place in the file, from 1 */
  readonly refused: readonly { readonly at: number; readonly code: AnswerFileProblem; readonly field: string | undefined }[];
}

/** @throws AnswerFileError where an answer is larger than may be handed in */
export function formatAnswerBundle({ name, answers }: AnswerBundle): string {
  const texts = answers.map(formatAnswerFile);
  const head = JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, name: name.slice(0, MAX_NAME_LENGTH) });
  return `${head.slice(0, -1)},"answers":[\n${texts.join(',\n')}\n]}\n`;
}

/** @throws AnswerFileError where it is no such file, or a newer one */
export function parseAnswerBundle(text: string): ReadBundle {
  if (text.length > MAX_BUNDLE_BYTES) throw new AnswerFileError('too-large');
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT)
    throw new AnswerFileError('other-format');
  const { formatVersion, name, answers } = value as Readonly<Record<string, unknown>>;
  if (formatVersion !== FORMAT_VERSION) throw new AnswerFileError('newer-format');
  if (typeof name !== 'string' || name.trim() === '' || name.length > MAX_NAME_LENGTH)
    throw new AnswerFileError('field-invalid', 'name');
  if (!Array.isArray(answers) || answers.length > MAX_ANSWERS) throw new AnswerFileError('field-invalid', 'answers');
  const read: AnswerFile[] = [];
  const refused: ReadBundle['refused'][number][] = [];
  for (const [index, answer] of answers.entries()) {
    try {
      read.push(parseAnswerFile(JSON.stringify(answer)));
    } catch (error) {
      if (!(error instanceof AnswerFileError)) throw error;
      refused.push({ at: index + 1, code: error.code, field: error.field });
    }
  }
  return { name: name.trim(), answers: read, refused };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerFileError('not-json');
  }
}
