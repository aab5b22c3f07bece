import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import type { ClassExercise } from '../classroom/class-data.ts';
import type { Attempt, ReviewLearner } from './attempts.ts';
import { createReviewModel } from './review.model.ts';

const exercise = (id: string): ClassExercise => ({
  facts: { id } as unknown as Exercise,
  content: '1.0a1b2c3d4e',
  number: '1.1',
  title: id,
  says: { goals: {}, nearMisses: {}, deadEnds: {}, hints: [] },
});
const learner = (id: string, answers: Record<string, number>): ReviewLearner => ({
  id,
  name: id.toUpperCase(),
  answers: new Map(Object.entries(answers)),
});

function create() {
  const learners = signal([
    learner('ana', { one: 2, three: 1 }),
    learner('bia', { two: 1 }),
    learner('caio', { one: 1 }),
    learner('davi', { one: 1, two: 3 }),
  ]);
  const asked: string[] = [];
  const waiting = new Map<string, () => void>();
  let isSlow = false;
  const model = createReviewModel({
    learners,
    exercises: ['one', 'two', 'three'].map(exercise),
    async listAttempts(who, what) {
      asked.push(`${who} ${what}`);
      const count =
        learners
          .peek()
          .find(({ id }) => id === who)
          ?.answers.get(what) ?? 0;
      if (isSlow) await new Promise<void>((resolve) => waiting.set(who, resolve));
      if (who === 'caio') throw new Error('no network');
      return Array.from(
        { length: count },
        (_, index): Attempt => ({
          id: `${who}-${what}-${index + 1}`,
          answer: { lines: [] },
          content: '1.0a1b2c3d4e',
        }),
      );
    },
  });
  return {
    model,
    learners,
    asked,
    waiting,
    slow: () => {
      isSlow = true;
    },
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('the last answer is shown first, and others of the same learner by choice', async () => {
  const { model } = create();
  model.open('ana', 'one');
  expect(model.attempts.value).toBeUndefined();
  await settle();
  expect(model.attempt.value?.id).toBe('ana-one-2');
  model.show('ana-one-1');
  expect(model.attempt.value?.id).toBe('ana-one-1');
});

test('the way through the class leads to those who answered the exercise, in the order of the table', async () => {
  const { model } = create();
  model.open('ana', 'one');
  expect([model.previousLearner.value, model.nextLearner.value]).toEqual([undefined, 'caio']);
  model.goToLearner('caio');
  model.goToLearner(model.nextLearner.value);
  expect(model.place.value?.learner.name).toBe('DAVI');
  expect(model.nextLearner.value).toBeUndefined();
  await settle();
  expect(model.attempt.value?.id).toBe('davi-one-1');
});

test('the way through the exercises leads to those that this learner answered', () => {
  const { model } = create();
  model.open('ana', 'one');
  expect([model.previousExercise.value, model.nextExercise.value]).toEqual([undefined, 'three']);
  model.goToExercise(model.nextExercise.value);
  expect(model.previousExercise.value).toBe('one');
});

test('opened from a group, the way stays in the group', () => {
  const { model } = create();
  model.open('ana', 'one', ['ana', 'davi']);
  expect(model.nextLearner.value).toBe('davi');
  model.open('ana', 'one');
  expect(model.nextLearner.value).toBe('caio');
});

test('what is no longer waited for is not shown', async () => {
  const { model, waiting, slow } = create();
  slow();
  model.open('ana', 'one');
  model.goToLearner('davi');
  waiting.get('davi')?.();
  await settle();
  waiting.get('ana')?.();
  await settle();
  expect(model.attempt.value?.id).toBe('davi-one-1');
});

test('an answer that comes in meanwhile is added, and the one that is looked at stays', async () => {
  const { model, learners, asked } = create();
  model.open('ana', 'one');
  await settle();
  model.show('ana-one-1');
  learners.value = [learner('ana', { one: 3 }), ...learners.value.slice(1)];
  await settle();
  expect(model.attempts.value).toHaveLength(3);
  expect(model.attempt.value?.id).toBe('ana-one-1');
  learners.value = [learner('ana', { one: 3, two: 1 }), ...learners.value.slice(1)];
  await settle();
  expect(asked).toEqual(['ana one', 'ana one']);
});

test('what cannot be fetched is said, and the next one is shown as ever', async () => {
  const { model } = create();
  model.open('caio', 'one');
  await settle();
  expect([model.isFailed.value, model.attempt.value]).toEqual([true, undefined]);
  model.goToLearner('davi');
  await settle();
  expect([model.isFailed.value, model.attempt.value?.id]).toEqual([false, 'davi-one-1']);
});

test('closing forgets the place and the projection', async () => {
  const { model } = create();
  model.open('ana', 'one');
  model.isProjected.value = true;
  model.close();
  await settle();
  expect([model.place.value, model.attempts.value, model.isProjected.value]).toEqual([undefined, undefined, false]);
});

test('somebody who is erased meanwhile is no place any more', () => {
  const { model, learners } = create();
  model.open('ana', 'one');
  learners.value = learners.value.slice(1);
  expect(model.place.value).toBeUndefined();
});
