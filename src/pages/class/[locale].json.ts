/** The exercises of the course with their words in one language, for handing in and for grading (ui/classroom). */
import type { APIRoute, GetStaticPaths } from 'astro';
import { contentVersion } from '../../curriculum/content-version.ts';
import { getExercise, listExercises } from '../../curriculum/exercises.ts';
import { listLessons } from '../../curriculum/lessons.ts';
import { LOCALES, type Locale, localeCode, pickMessages } from '../../i18n/index.ts';
import type { ClassData, ClassExercise } from '../../ui/classroom/class-data.ts';

interface Props {
  readonly language: Locale;
}

export const getStaticPaths = (() =>
  LOCALES.map((language) => ({ params: { locale: localeCode(language) }, props: { language } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { language } }) => {
  const data: ClassData = {
    messages: pickMessages(language, ['class', 'exercise.finding', 'exercise.prediction', 'layers', 'terminal']),
    lessons: listLessons(language).map(({ id, number, title, slug }) => ({
      id,
      number,
      title,
      path: `/${localeCode(language)}/${slug}/`,
    })),
    exercises: await Promise.all((await listExercises()).map(({ id }) => describe(id, language))),
  };
  return new Response(JSON.stringify(data), { headers: { 'Content-Type': 'application/json' } });
};

async function describe(id: string, language: Locale): Promise<ClassExercise> {
  const { exercise, texts, number } = await getExercise(id, language);
  const { goals, nearMisses, deadEnds, hints, brief, ask, fields, options, items } = texts;
  return {
    facts: exercise,
    content: contentVersion(exercise),
    number,
    title: texts.title,
    says: { goals, nearMisses, deadEnds, hints },
    ...('question' in exercise ? { vote: { brief, ask, fields, options, items } } : {}),
  };
}
