import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { defineExercise } from '../../exercise/index.ts';
import { createSolutionsModel, type SolutionsFile } from './solutions.model.ts';

const commands = defineExercise({ id: 'e', lesson: 'l', kind: 'commands', goals: [] });
const prediction = defineExercise({ id: 'p', lesson: 'l', kind: 'predict', question: { kind: 'which-pass', items: [] } });
const FILE: SolutionsFile = { solutions: [{ lines: ['docker images'] }] };

test('nothing is fetched before the exercise is solved, and then once', async () => {
  const asked: string[] = [];
  const isSolved = signal(false);
  const model = createSolutionsModel(commands, isSolved, async (id) => {
    asked.push(id);
    return FILE;
  });
  expect([model.state.value.kind, asked.length]).toEqual(['locked', 0]);
  isSolved.value = true;
  expect(model.state.value.kind).toBe('loading');
  await expect.poll(() => model.state.value).toEqual({ kind: 'here', ...FILE });
  isSolved.value = false;
  isSolved.value = true;
  expect(asked).toEqual(['e']);
});

test('what does not arrive can be asked for again', async () => {
  let isOffline = true;
  const model = createSolutionsModel(commands, signal(true), async () => {
    if (isOffline) throw new TypeError('Failed to fetch');
    return FILE;
  });
  await expect.poll(() => model.state.value.kind).toBe('failed');
  isOffline = false;
  await model.load();
  expect(model.state.value.kind).toBe('here');
});

test('a prediction has no solution to show', () => {
  const model = createSolutionsModel(prediction, signal(true), () => Promise.reject(new Error('not to be asked')));
  expect(model.state.value.kind).toBe('locked');
});
