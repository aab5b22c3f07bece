/** The content as files: schemas, ids, both languages alike, translations not stale, Portuguese words. */
import { pathToFileURL } from 'node:url';
import { mdxToJs } from 'satteri';
import { expect, test } from 'vitest';
import { course } from '../../content/course.ts';
import { formatProblem } from '../../src/curriculum/content-error.ts';
import { projectPath, readText } from '../../src/curriculum/content-files.ts';
import { countWords, prose } from '../../src/curriculum/count-words.ts';
import { exerciseProblems, listExercises, readExerciseTexts } from '../../src/curriculum/exercises.ts';
import { fingerprint } from '../../src/curriculum/fingerprint.ts';
import { findBannedWords, readGlossary } from '../../src/curriculum/glossary.ts';
import { getLesson, lessonProblems, readLessonFacts, readLessonWords } from '../../src/curriculum/lessons.ts';
import { linkTerms } from '../../src/curriculum/link-terms.ts';
import { PAGE_IDS, readPageWords } from '../../src/curriculum/pages.ts';
import { LOCALES, type Locale, sitePagePath } from '../../src/i18n/index.ts';

const exercises = await listExercises();

test('no file breaks its schema, and every id has its words in both languages', async () => {
  const problems = [...lessonProblems(), ...(await exerciseProblems(LOCALES))];
  expect(problems.map(formatProblem)).toEqual([]);
});

test('exercise ids are unique in the whole course', () => {
  const ids = exercises.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(LOCALES)('no two lessons have the same address in %s', (locale) => {
  const slugs = course.map((lesson) => getLesson(lesson, locale).slug);
  expect(slugs).toEqual([...new Set(slugs)]);
});

/** Lessons, and pages of prose. */
const texts = [
  ...course.map((id) => ({ id, read: (locale: Locale) => readLessonWords(id, locale) })),
  ...PAGE_IDS.map((id) => ({ id, read: (locale: Locale) => readPageWords(id, locale) })),
];

test.each(texts)('$id: both languages have the same headings, components, exercises and code', ({ read }) => {
  expect(shapeOf(read('en').body)).toEqual(shapeOf(read('pt-BR').body));
});

test.each(texts)('$id: the English text translates the Portuguese text that stands there', ({ read }) => {
  expect(read('en').heading).toMatchObject({ translates: fingerprint(read('pt-BR').body) });
});

test.each(texts)('$id: Portuguese prose uses the words of the glossary', ({ read }) => {
  const { heading, body } = read('pt-BR');
  expect(findBannedWords(`${heading.title} ${heading.lead} ${prose(body)} ${attributeTexts(body)}`)).toEqual([]);
});

test.each(course)('%s: the page shows each of its exercises once, in order', (lesson) => {
  const shown = [...readLessonWords(lesson, 'pt-BR').body.matchAll(/<Exercise id="([^"]+)"/g)].map((match) => match[1]);
  expect(shown).toEqual(readLessonFacts(lesson).exercises);
});

test.each(LOCALES.flatMap((locale) => course.map((lesson) => ({ lesson, locale }))))(
  '$lesson in $locale: 850 to 1300 words, 8 minutes at most',
  ({ lesson, locale }) => {
    const { words, minutes } = getLesson(lesson, locale);
    expect(words).toBeGreaterThanOrEqual(850);
    expect(words).toBeLessThanOrEqual(1300);
    expect(minutes).toBeLessThanOrEqual(8);
    expect(words).toBe(countWords(readLessonWords(lesson, locale).body));
  },
);

test.each(course)('%s: the terms it brings in are in the glossary', (lesson) => {
  const known = readGlossary().map(({ id }) => id);
  expect(readLessonFacts(lesson).terms.filter((term) => !known.includes(term))).toEqual([]);
});

test.each(LOCALES.flatMap((locale) => course.map((lesson) => ({ lesson, locale }))))(
  '$lesson in $locale: each term it brings in is linked where it is first used',
  async ({ lesson, locale }) => {
    const file = `content/lessons/${lesson}/${locale}.mdx`;
    const { code } = await mdxToJs(readText(file), { mdastPlugins: [linkTerms], fileURL: pathToFileURL(projectPath(file)) });
    const linked = [...code.matchAll(new RegExp(`${sitePagePath('glossary', locale)}#([a-z-]+)"`, 'g'))].map(([, id]) => id);
    expect(readLessonFacts(lesson).terms.filter((term) => !linked.includes(term))).toEqual([]);
    expect(linked).toEqual([...new Set(linked)]);
  },
);

test('no glossary id stands twice', () => {
  const ids = readGlossary().map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(exercises)('$id: Portuguese texts use the words of the glossary', (exercise) => {
  expect(findBannedWords(allTexts(readExerciseTexts(exercise, 'pt-BR')).join('\n'))).toEqual([]);
});

test.each(exercises)('$id: both languages name the same commands, files and outputs', (exercise) => {
  const [ptBR, en] = LOCALES.map((locale) => codeSpans(allTexts(readExerciseTexts(exercise, locale)).join('\n')).toSorted());
  expect(en).toEqual(ptBR);
});

test.each(exercises)('$id: no hint and no text is the same in both languages', (exercise) => {
  const [ptBR, en] = LOCALES.map((locale) => allTexts(readExerciseTexts(exercise, locale)));
  expect(ptBR?.filter((text) => en?.includes(text))).toEqual([]);
});

test('the lint finds a banned word, and not one in code, in a longer word or set apart as a term', () => {
  expect(findBannedWords('O container está rodando.')).toEqual(['container', 'rodando']);
  expect(findBannedWords('`docker container ls` mostra o contêiner; *container* é a palavra inglesa.')).toEqual([]);
});

/** What must be alike in both languages of a lesson. */
function shapeOf(body: string) {
  const headings = [...body.matchAll(/^(#+) /gm)].map((match) => match[1]);
  const components = [...body.matchAll(/<(\/?[A-Z]\w*)/g)].map((match) => match[1]);
  const attributes = [...body.matchAll(/\b(id|start|run|of)=(?:"([^"]*)"|\{`([^`]*)`\})/g)].map(
    (match) => `${match[1]}=${match[2] ?? match[3]}`,
  );
  const tables = [...body.matchAll(/^\|.*\|$/gm)].map((match) => match[0].split('|').length);
  const lists = [...body.matchAll(/^(-|\d+\.) /gm)].map((match) => match[1]);
  return { headings, components, attributes, tables, lists, code: codeSpans(prose(body)).toSorted() };
}

function codeSpans(text: string): string[] {
  return [...text.matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? '');
}

function attributeTexts(body: string): string {
  return [...body.matchAll(/\bquestion="([^"]*)"/g)].map((match) => match[1]).join(' ');
}

function allTexts(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? allTexts(value) : [],
  );
}
