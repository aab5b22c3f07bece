/** What pages about many exercises need of each, as a file of the site in each language (pages/class/[locale].json.ts). No solution is in it. */
import type { Exercise } from '../../exercise/index.ts';
import type { Messages } from '../../i18n/format-message.ts';
import type { LocaleCode } from '../../i18n/locales.ts';
import type { ExerciseTexts } from '../exercise/exercise-texts.ts';
import { siteRoot } from '../kit/site-root.ts';

export interface ClassExercise {
  readonly facts: Exercise;
  /** names the facts, see curriculum/content-version.ts */
  readonly content: string;
  /** `7.1` */
  readonly number: string;
  readonly title: string;
  readonly says: Pick<ExerciseTexts, 'goals' | 'nearMisses' | 'deadEnds' | 'hints'>;
  /** of a prediction: what is voted on */
  readonly vote?: VoteTexts;
}

export type VoteTexts = Pick<ExerciseTexts, 'brief' | 'ask' | 'fields' | 'options' | 'items'>;

export interface ClassLesson {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** `/pt-br/remover/` */
  readonly path: string;
}

export interface ClassData {
  /** what a lesson says of the class, which only learners of a class need */
  readonly messages: Messages;
  readonly lessons: readonly ClassLesson[];
  /** in the course's order */
  readonly exercises: readonly ClassExercise[];
}

export function classDataPath(code: LocaleCode): string {
  return `/class/${code}.json`;
}

/** @throws Error where the file cannot be fetched */
export async function fetchClassData(path: string): Promise<ClassData> {
  const response = await fetch(new URL(path.slice(1), siteRoot()));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
