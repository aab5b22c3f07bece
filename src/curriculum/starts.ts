/** The machines that pages begin with: the home page's, and those of all exercises. */
import { EMPTY_START, type StartState } from '../exercise/index.ts';
import { listExercises } from './exercises.ts';

export const NOTHING: StartState = EMPTY_START;

/** Images on one base, and a container that has written. */
export const HOME_START: StartState = {
  ...EMPTY_START,
  commands: [
    'docker pull -q alpine:3.13',
    'docker pull -q node:alpine3.13',
    "docker run --name diario alpine:3.13 sh -c 'echo oi > /nota.txt'",
  ],
};

/** Each once. */
export async function listStarts(): Promise<readonly StartState[]> {
  const starts = [HOME_START, ...(await listExercises()).map(({ start }) => start)];
  return [...new Map(starts.map((start) => [JSON.stringify(start), start])).values()];
}
