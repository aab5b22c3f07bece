import { expect, test } from 'vitest';
import type { ClassData } from './class-data.ts';
import { listPlaces, parsePlace, placeBeside, placeKey } from './places.ts';

const data = {
  lessons: [{ id: 'one' }, { id: 'two' }],
  exercises: [{ facts: { id: 'a', lesson: 'one' } }, { facts: { id: 'b', lesson: 'two' } }],
} as unknown as ClassData;

test('lessons and their exercises, in order, each with one key that is read again', () => {
  const keys = listPlaces(data).map(placeKey);
  expect(keys).toEqual(['one', 'one/a', 'two', 'two/b']);
  expect(keys.map(parsePlace)).toEqual(listPlaces(data));
});

test('forth and back, until the ends', () => {
  expect(placeBeside(data, { lesson: 'one', exercise: 'a' }, 1)).toEqual({ lesson: 'two' });
  expect(placeBeside(data, { lesson: 'two' }, -1)).toEqual({ lesson: 'one', exercise: 'a' });
  expect(placeBeside(data, { lesson: 'one' }, -1)).toBeUndefined();
  expect(placeBeside(data, { lesson: 'two', exercise: 'b' }, 1)).toBeUndefined();
  expect(placeBeside(data, { lesson: 'gone' }, 1)).toBeUndefined();
});
