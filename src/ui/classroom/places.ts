/** Where a class can be taken: lessons and the exercises in them, in the course's order. */
import type { Place } from '../../server/domain/class-event.ts';
import type { ClassData } from './class-data.ts';

export function listPlaces({ lessons, exercises }: Pick<ClassData, 'lessons' | 'exercises'>): Place[] {
  return lessons.flatMap(({ id }) => [
    { lesson: id },
    ...exercises.filter(({ facts }) => facts.lesson === id).map(({ facts }) => ({ lesson: id, exercise: facts.id })),
  ]);
}

/** One text for one place: `removing`, `removing/which-removals-pass`. */
export function placeKey({ lesson, exercise }: Place): string {
  return exercise === undefined ? lesson : `${lesson}/${exercise}`;
}

export function parsePlace(key: string): Place {
  const [lesson = '', exercise] = key.split('/');
  return exercise === undefined ? { lesson } : { lesson, exercise };
}

/** @param by 1 for the next place, -1 for the one before; undefined at either end */
export function placeBeside(data: Pick<ClassData, 'lessons' | 'exercises'>, place: Place, by: 1 | -1): Place | undefined {
  const places = listPlaces(data);
  const at = places.findIndex((one) => placeKey(one) === placeKey(place));
  return at < 0 ? undefined : places[at + by];
}
