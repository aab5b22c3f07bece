/**
 * `npm run new:exercise -- LESSON ID [KIND]`: the folder of a new exercise with everything an author fills in, named in the lesson and shown
 * in both its languages. `npm run check:content` then says what is still open.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { course } from '../content/course.ts';
import { fingerprint } from '../src/curriculum/fingerprint.ts';
import { readLessonWords } from '../src/curriculum/lessons.ts';
import { EXERCISE_KINDS, type ExerciseKind } from '../src/exercise/index.ts';
import { LOCALES } from '../src/i18n/index.ts';
import { type NewExercise, newFiles } from './new-exercise/templates.ts';

const ROOT = resolve(import.meta.dirname, '..');
const USAGE = 'usage: npm run new:exercise -- LESSON ID [KIND]';

function readArguments([lesson = '', id = '', kind = 'commands', ...more]: readonly string[]): NewExercise {
  if (lesson === '' || id === '' || more.length > 0)
    throw new Error(`${USAGE}\nlessons: ${course.join(', ')}\nkinds: ${EXERCISE_KINDS.join(', ')}`);
  if (!course.includes(lesson)) throw new Error(`no lesson ${lesson}; there are: ${course.join(', ')}`);
  if (!isKind(kind)) throw new Error(`no kind ${kind}; there are: ${EXERCISE_KINDS.join(', ')}`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    throw new Error(`${id} is no id: lower-case English words joined by hyphens, no numbers; it never changes`);
  return { lesson, id, kind };
}

function isKind(word: string): word is ExerciseKind {
  return (EXERCISE_KINDS as readonly string[]).includes(word);
}

/** Before `## In one sentence`, the last heading of every lesson; at the end where there is none. */
function withExercise(source: string, id: string): string {
  const tag = `<Exercise id="${id}" />\n`;
  const last = source.lastIndexOf('\n## ');
  return last < 0 ? `${source.trimEnd()}\n\n${tag}` : `${source.slice(0, last)}\n${tag}${source.slice(last)}`;
}

async function changeFile(file: string, change: (source: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function main(args: readonly string[]): Promise<void> {
  const exercise = readArguments(args);
  const lesson = join(ROOT, 'content/lessons', exercise.lesson);
  const folder = join(lesson, 'exercises', exercise.id);
  if (existsSync(folder))
    throw new Error(`${exercise.id} is there already: content/lessons/${exercise.lesson}/exercises/${exercise.id}`);
  for (const [path, text] of Object.entries(newFiles(exercise))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await changeFile(join(lesson, 'lesson.yaml'), (source) =>
    source.replace(/^exercises:\n((?: +- .*\n)*)/m, `exercises:\n$1  - ${exercise.id}\n`),
  );
  for (const locale of LOCALES) await changeFile(join(lesson, `${locale}.mdx`), (source) => withExercise(source, exercise.id));
  const original = fingerprint(readLessonWords(exercise.lesson, 'pt-BR').body);
  await changeFile(join(lesson, 'en.mdx'), (source) => source.replace(/^translates: .*$/m, `translates: "${original}"`));
  process.stdout.write(
    `content/lessons/${exercise.lesson}/exercises/${exercise.id}/ is there, and both languages of the lesson show it.\nNext: npm run check:content says what is still open (docs/authoring.md).\n`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
