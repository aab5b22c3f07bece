/** The exercises' facts as the build leaves them beside the site (`dist/exercises.json`): the server knows no content but this. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '../../exercise/index.ts';

export const EXERCISES_NAME = 'exercises.json';

export interface ExerciseManifest {
  /** in the course's order */
  readonly exercises: readonly { readonly content: string; readonly number: string; readonly facts: Exercise }[];
}

/** @throws Error with a sentence for the operator */
export async function readExerciseManifest(dist: string): Promise<ExerciseManifest> {
  try {
    return JSON.parse(await readFile(join(dist, EXERCISES_NAME), 'utf8'));
  } catch (error) {
    throw new Error(`there is no readable ${EXERCISES_NAME} in ${dist}; run "npm run build" first`, { cause: error });
  }
}
