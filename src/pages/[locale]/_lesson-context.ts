/** Joins what a lesson page needs from the curriculum, and runs at build time what it shows. */
import { getExercise } from '../../curriculum/exercises.ts';
import { fillTemplate } from '../../curriculum/fill-template.ts';
import { openLab } from '../../curriculum/lab.ts';
import { getLesson, type Lesson } from '../../curriculum/lessons.ts';
import { outlineOf, outlinePath } from '../../curriculum/outlines.ts';
import { type PageId, pageFile } from '../../curriculum/pages.ts';
import { runConsole } from '../../curriculum/run-console.ts';
import { HOME_START, NOTHING } from '../../curriculum/starts.ts';
import { type Locale, localeCode, pickMessages } from '../../i18n/index.ts';
import type { CommandsRun, LessonContext } from '../../site/lesson-context.ts';
import { describeSnapshot, startSnapshot } from '../../ui/lab/describe-snapshot.ts';
import { rowsOfPrinted } from '../../ui/lab/output-rows.ts';
import type { FreeMachine, LessonData } from '../../ui/wake/lesson-data.ts';
import { describeExercise } from './_exercise-data.ts';

/** All that islands say; the site's own words stay out of their data. */
export const ISLAND_MESSAGES = ['machine', 'layers', 'files', 'terminal', 'editor', 'exercise', 'assist', 'xray', 'takeHome'];

export async function createLessonContext(id: string, locale: Locale): Promise<LessonContext & { readonly lesson: Lesson }> {
  const lesson = getLesson(id, locale);
  const exercises = await Promise.all(lesson.exercises.map((exercise) => getExercise(exercise, locale).then(describeExercise)));
  const { next } = lesson;
  const data: LessonData = {
    locale,
    lesson: id,
    messages: pickMessages(locale, ISLAND_MESSAGES),
    exercises,
    ...(next === undefined ? {} : { nextLesson: { href: `/${localeCode(locale)}/${next.slug}/`, title: next.title } }),
  };
  return { lesson, ...contextOf(data, `content/lessons/${id}/${locale}.mdx`) };
}

/** What the machine that a page shows first will fetch: `data-ahead` of its island, see `wake/fetch-ahead.ts`. */
export function describeAhead({ exercises: [first], free }: LessonData): string {
  return (first ?? free)?.outline ?? '';
}

/** For a page of prose: a machine of its own, and nothing to solve. */
export async function createPageContext(id: PageId, locale: Locale): Promise<LessonContext> {
  const free = await prepareMachine(NOTHING);
  const data: LessonData = { locale, lesson: id, messages: pickMessages(locale, ISLAND_MESSAGES), exercises: [], free };
  return contextOf(data, pageFile(id, locale));
}

/** For the page that opens a learner's own image: an empty machine. */
export async function createOpenImageData(locale: Locale): Promise<LessonData> {
  const messages = pickMessages(locale, [...ISLAND_MESSAGES, 'openImage']);
  return { locale, lesson: 'open-image', messages, exercises: [], free: await prepareMachine(NOTHING) };
}

async function prepareMachine(start: FreeMachine['start']): Promise<FreeMachine> {
  const { starts } = await openLab();
  const outline = await outlineOf(start);
  return {
    start,
    ...(outline === undefined ? {} : { outline: outlinePath(outline) }),
    snapshot: startSnapshot((await starts.prepare(start)).machine),
    lines: [],
  };
}

function contextOf(data: LessonData, file: string): LessonContext {
  let examples = 0;
  return {
    data,
    runCommands: (start, run) => runCommands(start, run, file),
    nextExample: () => ++examples,
  };
}

async function runCommands(start: string | undefined, run: string, file: string): Promise<CommandsRun> {
  const { steps, machine } = await runConsole({ run, file, ...(start === undefined ? {} : { start }) });
  return {
    start: start === undefined ? [] : fillTemplate(start.trim()).split('\n'),
    steps: steps.map(({ command, status, ...printed }) => ({ line: command, status, rows: rowsOfPrinted(printed) })),
    snapshot: describeSnapshot(machine),
  };
}

/** Refused, then the container goes, then a name without its bytes, then the bytes. */
const HOME_LINES = ['docker rmi alpine:3.13', 'docker rm diario', 'docker rmi alpine:3.13', 'docker rmi node:alpine3.13'];
const HOME_MESSAGES = ['machine', 'layers', 'terminal', 'editor', 'assist', 'trial'];

export async function createHomeData(locale: Locale): Promise<LessonData> {
  const free = await prepareMachine(HOME_START);
  const { steps } = await runCommands(
    HOME_START.commands.join('\n'),
    HOME_LINES.join('\n'),
    'src/pages/[locale]/_lesson-context.ts',
  );
  const lines = steps.map(({ line, status }) => ({ line, status }));
  return { locale, lesson: 'home', messages: pickMessages(locale, HOME_MESSAGES), exercises: [], free: { ...free, lines } };
}

export async function getHomeView(): Promise<FreeMachine['snapshot']['view']> {
  return (await prepareMachine(HOME_START)).snapshot.view;
}
