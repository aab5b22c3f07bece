/** Lessons, their facts joined with the words of one language. */
import { course } from '../../content/course.ts';
import type { ExerciseId, LessonId } from '../exercise/index.ts';
import { LOCALES, type Locale } from '../i18n/index.ts';
import { ContentError, type ContentProblem } from './content-error.ts';
import { lessonFolder, readDocument, readYaml } from './content-files.ts';
import { countWords, readingMinutes } from './count-words.ts';
import { type FrontMatter, frontMatter, type LessonFacts, lessonFacts } from './lesson-schema.ts';
import { countOpeningQuestions, recallProblems } from './recall-problems.ts';
import { schemaProblems } from './schema-problems.ts';

export interface LessonSummary {
  readonly id: LessonId;
  readonly locale: Locale;
  /** place in the course, from 1 */
  readonly number: number;
  /** lessons in the course */
  readonly total: number;
  readonly title: string;
  /** its part of the address in this language */
  readonly slug: string;
  /** one or two sentences that say what the lesson shows */
  readonly lead: string;
  readonly minutes: number;
  readonly words: number;
  readonly exercises: readonly ExerciseId[];
}

export interface Lesson extends LessonSummary {
  readonly version: number;
  readonly objectives: readonly string[];
  readonly terms: readonly string[];
  readonly previous?: LessonSummary;
  readonly next?: LessonSummary;
  /** its entry in Astro's collection `lessons` */
  readonly entryId: string;
}

/** In the course's order. @throws ContentError */
export function listLessons(locale: Locale): LessonSummary[] {
  return course.map((id) => summaryOf(readLesson(id, locale)));
}

/** By glossary id, the lessons that bring the term in, in the course's order. @throws ContentError */
export function listLessonsOfTerms(locale: Locale): ReadonlyMap<string, readonly LessonSummary[]> {
  const byTerm = new Map<string, LessonSummary[]>();
  for (const lesson of course.map((id) => readLesson(id, locale))) {
    for (const term of lesson.facts.terms) byTerm.set(term, [...(byTerm.get(term) ?? []), summaryOf(lesson)]);
  }
  return byTerm;
}

/** @throws ContentError, also where the course has no such lesson */
export function getLesson(id: string, locale: Locale): Lesson {
  const at = course.indexOf(id);
  if (at < 0) {
    const todo = 'add it to content/course.ts or correct the id';
    throw new ContentError([{ file: 'content/course.ts', key: id, found: 'no such lesson', allowed: course.join(', '), todo }]);
  }
  const { facts, ...lesson } = readLesson(id, locale);
  const previous = neighbour(at - 1, locale);
  const next = neighbour(at + 1, locale);
  return {
    ...lesson,
    version: facts.version,
    objectives: facts.objectives.map((objective) => objective[locale]),
    terms: facts.terms,
    entryId: `${id}/${locale}`,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
}

interface ReadLesson extends LessonSummary {
  readonly facts: LessonFacts;
}

function readLesson(id: string, locale: Locale): ReadLesson {
  const facts = readLessonFacts(id);
  const { heading, body } = readLessonWords(id, locale);
  return {
    id: id as LessonId,
    locale,
    number: course.indexOf(id) + 1,
    total: course.length,
    title: heading.title,
    slug: heading.slug,
    lead: heading.lead,
    minutes: readingMinutes(body, locale),
    words: countWords(body),
    exercises: facts.exercises.map((exercise) => exercise as ExerciseId),
    facts,
  };
}

/** @throws ContentError */
export function readLessonFacts(id: string): LessonFacts {
  const file = `${lessonFolder(id)}/lesson.yaml`;
  const value = readYaml(file);
  const parsed = lessonFacts.safeParse(value);
  if (!parsed.success) throw new ContentError(schemaProblems(file, value, parsed.error.issues));
  return parsed.data;
}

export interface LessonWords {
  readonly heading: FrontMatter & { readonly translates?: string };
  readonly body: string;
}

/** @throws ContentError */
export function readLessonWords(id: string, locale: Locale): LessonWords {
  const file = `${lessonFolder(id)}/${locale}.mdx`;
  const document = readDocument(file);
  const parsed = frontMatter[locale].safeParse(document.frontMatter);
  if (!parsed.success) throw new ContentError(schemaProblems(file, document.frontMatter, parsed.error.issues));
  return { heading: parsed.data, body: document.body };
}

/** Everything that is wrong with the lessons' own files. */
export function lessonProblems(): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const attempt = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  };
  for (const id of course) {
    attempt(() => {
      const { recalls } = readLessonFacts(id);
      const questions = countOpeningQuestions(readLessonWords(id, 'pt-BR').body);
      problems.push(...recallProblems(course, id, { recalls, questions }));
    });
    for (const locale of LOCALES) attempt(() => readLessonWords(id, locale));
  }
  return problems;
}

function summaryOf({ facts: _, ...summary }: ReadLesson): LessonSummary {
  return summary;
}

function neighbour(at: number, locale: Locale): LessonSummary | undefined {
  const id = course[at];
  return id === undefined ? undefined : summaryOf(readLesson(id, locale));
}
