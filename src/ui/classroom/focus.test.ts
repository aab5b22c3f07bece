import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import type { GridRow } from '../../server/domain/grid.ts';
import type { ClassExercise } from './class-data.ts';
import { pickFocus } from './focus.ts';

const USED = ['one', 'two', 'three'].map(
  (id): ClassExercise => ({
    facts: { id } as unknown as Exercise,
    content: '1.0a1b2c3d4e',
    number: id,
    title: id,
    says: { goals: {}, nearMisses: {}, deadEnds: {}, hints: [] },
  }),
);
const at = (exercise: string): GridRow => ({
  learner: exercise,
  name: 'Ana',
  locale: 'en',
  removed: false,
  exercise,
  lastAt: 0,
  cells: {},
});

test.each([
  { name: 'where most of the class is', rows: ['one', 'two', 'two', 'three'], chosen: undefined, focus: 'two' },
  { name: 'the later one of two', rows: ['one', 'two'], chosen: undefined, focus: 'two' },
  { name: 'what was chosen', rows: ['two'], chosen: 'one', focus: 'one' },
  { name: 'nobody is anywhere', rows: [], chosen: undefined, focus: 'three' },
  { name: 'what was chosen is not there any more', rows: ['one'], chosen: 'gone', focus: 'one' },
])('$name', ({ rows, chosen, focus }) => {
  expect(pickFocus(rows.map(at), USED, chosen)?.facts.id).toBe(focus);
});

test('nobody has begun', () => {
  expect(pickFocus([], [], undefined)).toBeUndefined();
});
