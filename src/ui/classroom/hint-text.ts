/** What a hint says to whoever reads it: the exercise's own hints are in the reader's language. */
import type { HintView } from '../../server/domain/class-view.ts';
import type { ClassData } from './class-data.ts';

/** Undefined where the exercise has no such hint here. */
export function hintText({ exercises }: Pick<ClassData, 'exercises'>, { exercise, says }: HintView): string | undefined {
  if (says.kind === 'text') return says.text;
  if (says.kind === 'machine') return undefined;
  return exercises.find(({ facts }) => facts.id === exercise)?.says.hints[says.level - 1];
}

/** Address of the machine in the reader's language; undefined where it is another hint, or the lesson is not here. */
export function machinePath(
  { exercises, lessons }: Pick<ClassData, 'exercises' | 'lessons'>,
  { exercise, says }: HintView,
): string | undefined {
  if (says.kind !== 'machine') return undefined;
  const of = exercises.find(({ facts }) => facts.id === exercise)?.facts.lesson;
  const lesson = lessons.find(({ id }) => id === of);
  return lesson === undefined ? undefined : `${lesson.path}${says.steps}`;
}
