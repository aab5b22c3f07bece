/** The data of one exercise's island, made when the page is built: it needs the engine, which a page does not load. */
import type { Machine } from '../../engine/index.ts';
import { type Exercise, listLimits } from '../../exercise/index.ts';
import { type CodeLanguage, languageOf } from '../editor/editor.ts';
import type { ExerciseTexts } from '../exercise/exercise-texts.ts';
import { startSnapshot } from '../lab/describe-snapshot.ts';
import type { ExerciseData } from './lesson-data.ts';

export interface ExerciseSource {
  readonly exercise: Exercise;
  readonly texts: ExerciseTexts;
  readonly number: string;
  /** as it is at the start */
  readonly machine: Machine;
  readonly outline?: string;
  /** @returns the inside of a `<code>` */
  colour(code: string, language: CodeLanguage): Promise<string>;
}

export async function createExerciseData({
  exercise,
  texts,
  number,
  machine,
  outline,
  colour,
}: ExerciseSource): Promise<ExerciseData> {
  const given = 'given' in exercise ? exercise.given.join('\n') : '';
  const filesHtml: Record<string, string> = {};
  for (const path of 'editable' in exercise ? exercise.editable : []) {
    const file = exercise.start.files[path];
    filesHtml[path] = await colour(typeof file === 'string' ? file : '', languageOf(path));
  }
  return {
    exercise,
    texts,
    number,
    limits: listLimits(exercise),
    startHtml: await colour(given, 'shellscript'),
    filesHtml,
    start: startSnapshot(machine),
    ...(outline === undefined ? {} : { outline }),
  };
}
