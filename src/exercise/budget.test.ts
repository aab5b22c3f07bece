import { expect, test } from 'vitest';
import { listLimits } from './budget.ts';
import { atLeast, atMost } from './condition.ts';
import { defineExercise } from './define-exercise.ts';

const facts = { id: 'e', lesson: 'l', kind: 'challenge' } as const;

test('limits of goals, then of the bonus, also where several must hold', () => {
  const exercise = defineExercise({
    ...facts,
    goals: [
      { id: 'a', condition: { kind: 'disk', containers: true, is: atMost(139) } },
      { id: 'b', condition: { kind: 'image-exists', ref: 'a' } },
    ],
    bonus: {
      kind: 'all',
      of: [
        { kind: 'command-count', is: atMost(4) },
        { kind: 'downloads', is: atMost(0) },
        { kind: 'disk', containers: false, is: atMost(5) },
      ],
    },
  });
  expect(listLimits(exercise)).toEqual([
    { of: 'disk', max: 139, isBonus: false },
    { of: 'commands', max: 4, isBonus: true },
    { of: 'downloads', max: 0, isBonus: true },
    { of: 'layers', max: 5, isBonus: true },
  ]);
});

test.each([
  { name: 'no upper end', condition: { kind: 'command-count', is: atLeast(2) } },
  { name: 'one of several', condition: { kind: 'any', of: [{ kind: 'command-count', is: atMost(2) }] } },
  { name: 'the opposite', condition: { kind: 'not', of: { kind: 'command-count', is: atMost(2) } } },
] as const)('$name is no limit', ({ condition }) => {
  expect(listLimits(defineExercise({ ...facts, goals: [{ id: 'a', condition }] }))).toEqual([]);
});

test('a prediction has none', () => {
  expect(
    listLimits(defineExercise({ id: 'e', lesson: 'l', kind: 'predict', question: { kind: 'which-pass', items: [] } })),
  ).toEqual([]);
});
