/** What a hint says to whoever reads it: the exercise's own hints are in the reader's language. */
import type { HintView } from '../../server/domain/class-view.ts';
import type { ClassData } from './class-data.ts';

/** Undefined where the exercise has no such hint here. */
export function hintText({ exercises }: Pick<ClassData, 'exercises'>, { exercise, says }: HintView): string | undefined {
  if (says.kind === 'text') return says.text;
  return exercises.find(({ facts }) => facts.id === exercise)?.says.hints[says.level - 1];
}
