/** Names an exercise's facts as they are: `1.0a1b2c3d4e`, its version and a hash. An answer carries it, so that it can be judged by the facts its writer saw. */
import type { Exercise } from '../exercise/index.ts';
import { fingerprint } from './fingerprint.ts';

export function contentVersion(exercise: Exercise): string {
  return `${exercise.version}.${fingerprint(JSON.stringify(exercise))}`;
}
