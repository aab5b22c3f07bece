import { expect, test } from 'vitest';
import { countOpeningQuestions, recallProblems } from './recall-problems.ts';

const ORDER = ['first', 'second', 'third', 'fourth'];

test.each([
  { name: 'the first lesson asks nothing', id: 'first', recalls: [], questions: 0 },
  { name: 'the second can only ask about the first', id: 'second', recalls: ['first'], questions: 2 },
  { name: 'an older one and the last', id: 'fourth', recalls: ['first', 'third'], questions: 2 },
])('$name', ({ id, recalls, questions }) => {
  expect(recallProblems(ORDER, id, { recalls, questions })).toEqual([]);
});

test.each([
  { name: 'nothing before the first', id: 'first', recalls: ['second'], questions: 2, found: ['second'] },
  { name: 'a later lesson', id: 'second', recalls: ['third'], questions: 2, found: ['third, which is no earlier lesson'] },
  { name: 'itself', id: 'third', recalls: ['first', 'third'], questions: 2, found: ['third, which is no earlier lesson'] },
  {
    name: 'no such lesson',
    id: 'fourth',
    recalls: ['frist', 'second'],
    questions: 2,
    found: ['frist, which is no earlier lesson'],
  },
  { name: 'twice the same', id: 'third', recalls: ['first', 'first'], questions: 2, found: ['first a second time'] },
  { name: 'one alone', id: 'third', recalls: ['first'], questions: 2, found: ['first'] },
  { name: 'none', id: 'third', recalls: [], questions: 2, found: ['nothing'] },
  {
    name: 'fewer questions than lessons',
    id: 'fourth',
    recalls: ['first', 'second', 'third'],
    questions: 2,
    found: ['2 <Recall> before the first example'],
  },
])('$name', ({ id, recalls, questions, found }) => {
  const problems = recallProblems(ORDER, id, { recalls, questions });
  expect(problems.map((problem) => problem.found)).toEqual(found);
  for (const { file, key } of problems) expect(`${file}: ${key}`).toBe(`content/lessons/${id}/lesson.yaml: recalls`);
});

test('only the questions before the lesson begins count', () => {
  const recall = '<Recall question="a">b</Recall>\n';
  expect(countOpeningQuestions(`\n## Before\n${recall}\n${recall}\n## Predict\n\n## In one sentence\n${recall}`)).toBe(2);
});
