/** Exercises that put blocks in order: what is shown gives nothing away, and what is called an imitation is one. */
import { expect, test } from 'vitest';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import type { OrderExercise } from '../../src/exercise/index.ts';

const exercises = await listExercises();
const orders = exercises.filter((exercise): exercise is OrderExercise => exercise.kind === 'order');

/** Empty as long as the course has no such exercise. */
const problems = orders.flatMap((exercise) => blockProblems(exercise).map((problem) => `${exercise.id}: ${problem}`));

test('blocks are mixed, their ids are unique, and no solution uses one that imitates another', () => {
  expect(problems).toEqual([]);
});

test('the check sees each of these mistakes', () => {
  const exercise = { blocks: [block('a'), block('b'), block('a'), block('c', 'z'), block('d', 'b')] };
  expect(
    problemsOf(exercise.blocks, [
      ['a', 'b', 'd'],
      ['b', 'a'],
    ]),
  ).toEqual([
    'block a twice',
    'block c imitates z, which is no block',
    'a solution uses d, which imitates b',
    'as they are written, blocks are in the order of a solution: a b d',
  ]);
});

function block(id: string, imitates?: string) {
  return imitates === undefined ? { id, text: id } : { id, text: id, imitates };
}

function blockProblems(exercise: OrderExercise): string[] {
  const solutions = listAnswers(exercise, 'solutions').map(({ answer }) => ('blocks' in answer ? answer.blocks : []));
  return problemsOf(exercise.blocks, solutions);
}

function problemsOf(blocks: OrderExercise['blocks'], solutions: readonly (readonly string[])[]): string[] {
  const ids = blocks.map(({ id }) => id);
  const imitations = blocks.filter(({ imitates }) => imitates !== undefined);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `block ${id} twice`),
    ...imitations
      .filter(({ imitates }) => !ids.includes(imitates ?? ''))
      .map(({ id, imitates }) => `block ${id} imitates ${imitates}, which is no block`),
    ...imitations
      .filter(({ id }) => solutions.some((solution) => solution.includes(id)))
      .map(({ id, imitates }) => `a solution uses ${id}, which imitates ${imitates}`),
    ...solutions
      .filter((solution) => solution.every((id, index) => index === 0 || ids.indexOf(id) > ids.indexOf(solution[index - 1] ?? '')))
      .map((solution) => `as they are written, blocks are in the order of a solution: ${solution.join(' ')}`),
  ];
}
