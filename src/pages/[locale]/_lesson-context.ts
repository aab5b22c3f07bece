/** Joins what a lesson page needs from the curriculum, and runs at build time what it shows. */
import { getExercise } from '../../curriculum/exercises.ts';
import { fillTemplate } from '../../curriculum/fill-template.ts';
import { openLab } from '../../curriculum/lab.ts';
import { getLesson, type Lesson } from '../../curriculum/lessons.ts';
import { type PageId, pageFile } from '../../curriculum/pages.ts';
import { listAhead } from '../../curriculum/registry-ahead.ts';
import { runConsole } from '../../curriculum/run-console.ts';
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
export async function describeAhead({ exercises: [first], free }: LessonData): Promise<string> {
  const start = first?.exercise.start ?? free?.start;
  if (start === undefined) return '';
  const { starts, registry } = await openLab();
  return (await listAhead((await starts.prepare(start)).machine, registry)).join(' ');
}

/** For a page of prose: a machine of its own, and nothing to solve. */
export async function createPageContext(id: PageId, locale: Locale): Promise<LessonContext> {
  const free = await prepareMachine([]);
  const data: LessonData = { locale, lesson: id, messages: pickMessages(locale, ISLAND_MESSAGES), exercises: [], free };
  return contextOf(data, pageFile(id, locale));
}

/** For the page that opens a learner's own image: an empty machine. */
export async function createOpenImageData(locale: Locale): Promise<LessonData> {
  const messages = pickMessages(locale, [...ISLAND_MESSAGES, 'openImage']);
  return { locale, lesson: 'open-image', messages, exercises: [], free: await prepareMachine([]) };
}

async function prepareMachine(commands: readonly string[]): Promise<FreeMachine> {
  const { starts } = await openLab();
  const start = { files: {}, commands, movedTags: [] };
  return { start, snapshot: startSnapshot((await starts.prepare(start)).machine), lines: [] };
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

/** Images on one base, and a container that has written. */
const HOME_COMMANDS = [
  'docker pull -q alpine:3.13',
  'docker pull -q node:alpine3.13',
  "docker run --name diario alpine:3.13 sh -c 'echo oi > /nota.txt'",
];
/** Refused, then the container goes, then a name without its bytes, then the bytes. */
const HOME_LINES = ['docker rmi alpine:3.13', 'docker rm diario', 'docker rmi alpine:3.13', 'docker rmi node:alpine3.13'];
const HOME_MESSAGES = ['machine', 'layers', 'terminal', 'assist', 'trial'];

export async function createHomeData(locale: Locale): Promise<LessonData> {
  const free = await prepareMachine(HOME_COMMANDS);
  const { steps } = await runCommands(HOME_COMMANDS.join('\n'), HOME_LINES.join('\n'), 'src/pages/[locale]/_lesson-context.ts');
  const lines = steps.map(({ line, status }) => ({ line, status }));
  return { locale, lesson: 'home', messages: pickMessages(locale, HOME_MESSAGES), exercises: [], free: { ...free, lines } };
}

export async function getHomeView(): Promise<FreeMachine['snapshot']['view']> {
  return (await prepareMachine(HOME_COMMANDS)).snapshot.view;
}
