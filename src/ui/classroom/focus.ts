/** Which exercise the figures beside the grid are about: the one that was chosen, else the one where most of the class is. */
import type { GridRow } from '../../server/domain/grid.ts';
import type { ClassExercise } from './class-data.ts';

/** The later one where two have as many. Undefined where nobody has begun. */
export function pickFocus(
  rows: readonly GridRow[],
  used: readonly ClassExercise[],
  chosen: string | undefined,
): ClassExercise | undefined {
  const known = used.find(({ facts }) => facts.id === chosen);
  if (known !== undefined) return known;
  const there = (exercise: ClassExercise) => rows.filter((row) => row.exercise === exercise.facts.id).length;
  return used.reduce<ClassExercise | undefined>(
    (best, exercise) => (best === undefined || there(exercise) >= there(best) ? exercise : best),
    undefined,
  );
}
