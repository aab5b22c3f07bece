/** Writes the exercises' facts beside a build, for the server that grades: `node scripts/exercise-manifest.ts FOLDER`, or by whoever builds. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { course } from '../content/course.ts';
import { contentVersion } from '../src/curriculum/content-version.ts';
import { listExercises } from '../src/curriculum/exercises.ts';
import { EXERCISES_NAME, type ExerciseManifest } from '../src/server/grading/exercise-manifest.ts';

/** @throws ContentError */
export async function makeExerciseManifest(): Promise<ExerciseManifest> {
  const places = new Map<string, number>();
  const exercises = (await listExercises()).map((facts) => {
    const place = (places.get(facts.lesson) ?? 0) + 1;
    places.set(facts.lesson, place);
    return { content: contentVersion(facts), number: `${course.indexOf(facts.lesson) + 1}.${place}`, facts };
  });
  return { exercises };
}

/** @throws ContentError */
export async function writeExerciseManifest(dist: string): Promise<void> {
  await writeFile(join(dist, EXERCISES_NAME), JSON.stringify(await makeExerciseManifest()));
}

if (import.meta.main) await writeExerciseManifest(resolve(process.argv[2] ?? '.'));
