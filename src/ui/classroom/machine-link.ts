/** The link that a machine's "share" gives, as the class takes it. */
import { PermalinkError, parsePermalink } from '../share/permalink.ts';
import type { ClassExercise } from './class-data.ts';

/** as the server takes them */
const MAX_STEPS_LENGTH = 4000;

export type MachineLink =
  | { readonly exercise: string; readonly steps: string }
  | { readonly problem: 'noLink' | 'tooLong' | 'elsewhere' };

/** @param exercises whose machines may be sent */
export function readMachineLink(text: string, exercises: readonly Pick<ClassExercise, 'facts'>[]): MachineLink {
  const at = text.indexOf('#steps=');
  if (at < 0) return { problem: 'noLink' };
  const steps = text.slice(at).trim();
  if (steps.length > MAX_STEPS_LENGTH) return { problem: 'tooLong' };
  try {
    const { place } = parsePermalink(steps);
    const exercise = exercises.find(({ facts }) => facts.id === place);
    return exercise === undefined ? { problem: 'elsewhere' } : { exercise: exercise.facts.id, steps };
  } catch (error) {
    if (!(error instanceof PermalinkError)) throw error;
    return { problem: 'noLink' };
  }
}
