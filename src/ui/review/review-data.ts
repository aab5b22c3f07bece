/** What a review needs beside the class's own data, as a file of the site in each language (pages/review/[locale].json.ts): fetched with it. */
import type { Messages } from '../../i18n/format-message.ts';
import type { LocaleCode } from '../../i18n/locales.ts';
import type { ExerciseTexts } from '../exercise/exercise-texts.ts';
import { siteRoot } from '../kit/site-root.ts';

export interface ReviewData {
  readonly messages: Messages;
  /** by exercise */
  readonly texts: Readonly<Record<string, ExerciseTexts>>;
}

function reviewDataPath(code: LocaleCode): string {
  return `/review/${code}.json`;
}

/** @throws Error where the file cannot be fetched */
export async function fetchReviewData(code: LocaleCode): Promise<ReviewData> {
  const response = await fetch(new URL(reviewDataPath(code).slice(1), siteRoot()));
  if (!response.ok) throw new Error(`${reviewDataPath(code)}: ${response.status}`);
  return response.json();
}
