/** The words of a review in one language: of the exercises, and of the machine that shows what an answer did (ui/review). */
import type { APIRoute, GetStaticPaths } from 'astro';
import { getExercise, listExercises } from '../../curriculum/exercises.ts';
import { LOCALES, type Locale, localeCode, pickMessages } from '../../i18n/index.ts';
import type { ReviewData } from '../../ui/review/review-data.ts';

interface Props {
  readonly language: Locale;
}

const AREAS = ['review', 'layers', 'machine', 'terminal', 'exercise', 'xray', 'files', 'grade.state', 'grade.close'];

export const getStaticPaths = (() =>
  LOCALES.map((language) => ({ params: { locale: localeCode(language) }, props: { language } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { language } }) => {
  const texts = (await listExercises()).map(async ({ id }) => [id, (await getExercise(id, language)).texts] as const);
  const data: ReviewData = { messages: pickMessages(language, AREAS), texts: Object.fromEntries(await Promise.all(texts)) };
  return new Response(JSON.stringify(data), { headers: { 'Content-Type': 'application/json' } });
};
