/** Exercises: their facts with the registry's values filled in, and joined with the words of one language. */
import { pathToFileURL } from 'node:url';
import { course } from '../../content/course.ts';
import type { Exercise, ExerciseId } from '../exercise/index.ts';
import type { Locale } from '../i18n/index.ts';
import { ContentError, type ContentProblem } from './content-error.ts';
import { exerciseFolder, lessonFolder, listFiles, listFolders, projectPath, readText, readYaml } from './content-files.ts';
import { fillTemplates } from './fill-template.ts';
import { readLessonFacts } from './lessons.ts';
import { schemaProblems } from './schema-problems.ts';
import { type ExerciseTexts, exerciseTexts, optionIds, textIds } from './text-schema.ts';

export interface LocalisedExercise {
  /** Goes to the page and the worker as it is: no solution is in it. */
  readonly exercise: Exercise;
  readonly texts: ExerciseTexts;
  /** `7.1`: lesson and place in it */
  readonly number: string;
}

/** Facts of all exercises, in the course's order. @throws ContentError */
export async function listExercises(): Promise<Exercise[]> {
  const places = course.flatMap((lesson) => readLessonFacts(lesson).exercises.map((id) => ({ lesson, id })));
  return Promise.all(places.map(({ lesson, id }) => readExercise(lesson, id)));
}

/** @throws ContentError, also where no lesson has such an exercise */
export async function getExercise(id: string, locale: Locale): Promise<LocalisedExercise> {
  for (const [index, lesson] of course.entries()) {
    const at = readLessonFacts(lesson).exercises.indexOf(id);
    if (at < 0) continue;
    const exercise = await readExercise(lesson, id);
    return { exercise, texts: readExerciseTexts(exercise, locale), number: `${index + 1}.${at + 1}` };
  }
  const todo = 'name it in the lesson.yaml of its lesson, or correct the id';
  throw new ContentError([
    { file: 'content/lessons', key: id, found: 'no lesson with this exercise', allowed: 'ids in lesson.yaml', todo },
  ]);
}

/** @throws ContentError */
export async function readExercise(lesson: string, id: string): Promise<Exercise> {
  const file = `${exerciseFolder(lesson, id)}/exercise.ts`;
  readText(file);
  const module = (await import(/* @vite-ignore */ pathToFileURL(projectPath(file)).href)) as { readonly exercise?: Exercise };
  const { exercise } = module;
  const found = `${exercise?.lesson}, ${exercise?.id}`;
  if (exercise?.id !== id || exercise.lesson !== lesson) {
    throw new ContentError([
      {
        file,
        key: 'lesson, id',
        found,
        allowed: `${lesson}, ${id}`,
        todo: 'use the names of its folders, and export it as `exercise`',
      },
    ]);
  }
  return filled(file, withFiles(exercise));
}

export function filled<T>(file: string, value: T, locale?: Locale): T {
  try {
    return fillTemplates(value, locale);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ContentError([
      { file, key: '', found: error.message, allowed: 'names of content/registry', todo: 'correct the name' },
    ]);
  }
}

/** Files of `files/` are in the learner's folder at the start. */
function withFiles(exercise: Exercise): Exercise {
  const folder = `${exerciseFolder(exercise.lesson, exercise.id)}/files`;
  const files = Object.fromEntries(listFiles(folder).map((file) => [file, readText(`${folder}/${file}`)]));
  return { ...exercise, start: { ...exercise.start, files: { ...files, ...exercise.start.files } } };
}

/** @throws ContentError */
export function readExerciseTexts(exercise: Exercise, locale: Locale): ExerciseTexts {
  const file = `${exerciseFolder(exercise.lesson, exercise.id)}/text.${locale}.yaml`;
  const value = readYaml(file);
  const parsed = exerciseTexts.safeParse(value);
  if (!parsed.success) throw new ContentError(schemaProblems(file, value, parsed.error.issues));
  const problems = idProblems(file, exercise, parsed.data);
  if (problems.length > 0) throw new ContentError(problems);
  return filled(file, parsed.data, locale);
}

function idProblems(file: string, exercise: Exercise, texts: ExerciseTexts): ContentProblem[] {
  const extra = (section: string, id: string, ids: readonly string[]) => {
    return {
      file,
      key: `${section}.${id}`,
      found: 'an id that exercise.ts does not have',
      allowed: ids.join(', '),
      todo: 'correct the id or take it out',
    };
  };
  const required = Object.entries(textIds(exercise)).flatMap(([section, ids]) => {
    const written = Object.keys(texts[section as keyof ReturnType<typeof textIds>]);
    const missing = ids.filter((id) => !written.includes(id));
    return [
      ...missing.map((id) => ({ file, key: `${section}.${id}`, found: 'nothing', allowed: 'a sentence', todo: 'write it' })),
      ...written.filter((id) => !ids.includes(id)).map((id) => extra(section, id, ids)),
    ];
  });
  const options = optionIds(exercise);
  const idle = Object.keys(texts.options).filter((id) => !options.includes(id));
  return [...required, ...idle.map((id) => extra('options', id, options))];
}

/** Everything that is wrong with the exercises' files: folders that no lesson names too. */
export async function exerciseProblems(locales: readonly Locale[]): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = [];
  const keep = (error: unknown) => {
    if (!(error instanceof ContentError)) throw error;
    problems.push(...error.problems);
  };
  for (const lesson of course) {
    const named = readLessonFacts(lesson).exercises;
    const idle = listFolders(`${lessonFolder(lesson)}/exercises`).filter((folder) => !named.includes(folder as ExerciseId));
    problems.push(
      ...idle.map((id) => ({
        file: exerciseFolder(lesson, id),
        key: '',
        found: 'an exercise that no page shows',
        allowed: named.join(', '),
        todo: 'name it in lesson.yaml',
      })),
    );
    for (const id of named) {
      const exercise = await readExercise(lesson, id).catch(keep);
      if (exercise === undefined) continue;
      for (const locale of locales) {
        try {
          readExerciseTexts(exercise, locale);
        } catch (error) {
          keep(error);
        }
      }
    }
  }
  return problems;
}
