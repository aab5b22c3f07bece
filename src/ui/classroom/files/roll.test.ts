import { expect, test } from 'vitest';
import type { AnswerFile, ExerciseId } from '../../../exercise/index.ts';
import { createRoll } from './roll.ts';

const answer = (id: string, line: string, more: Partial<AnswerFile> = {}): AnswerFile => ({
  id,
  exercise: 'one' as ExerciseId,
  content: '1.0a1b2c3d4e',
  locale: 'en',
  answer: { lines: [line] },
  ...more,
});
const work = (name: string, ...answers: AnswerFile[]) => ({ file: `${name}.json`, name, answers });

function enter(...works: Parameters<ReturnType<typeof createRoll>['add']>[0][]) {
  const roll = createRoll((exercise) => exercise === 'one');
  const said = works.flatMap((one) => roll.add(one)).map(({ code, detail }) => `${code} ${detail ?? ''}`.trim());
  return { people: roll.people.map(({ name, answers }) => `${name} ${answers.length}`), said };
}

const DATED = answer('a0000001', 'x', { writtenAt: 5 });

test.each([
  { name: 'a file twice', works: [work('Ana', DATED), work('Ana', DATED)], people: ['Ana 1'], said: ['again'] },
  {
    name: 'saved again later, with other ids and one answer more',
    works: [work('Ana', DATED), work('ana', { ...DATED, id: 'b0000001' }, answer('b0000002', 'y', { writtenAt: 9 }))],
    people: ['Ana 2'],
    said: [],
  },
  {
    name: 'two people of one name',
    works: [work('Ana', DATED), work('Ana', answer('b0000001', 'y', { writtenAt: 6 })), work('Ana', answer('c0000001', 'z'))],
    people: ['Ana 1', 'Ana (2) 1', 'Ana (3) 1'],
    said: ['same-name Ana (2)', 'same-name Ana (3)'],
  },
  {
    name: 'the file of another under a new name',
    works: [work('Ana', DATED), work('Bia', DATED)],
    people: ['Ana 1', 'Bia 1'],
    said: ['copied Ana'],
  },
  {
    name: 'an exercise that is not here, beside one that is',
    works: [work('Ana', answer('a0000002', 'x', { exercise: 'gone' as ExerciseId }), DATED)],
    people: ['Ana 1'],
    said: ['exercise-unknown gone'],
  },
  {
    name: 'learners of an archive are themselves, whatever they are called',
    works: [
      { ...work('l1', DATED), learner: 'l1' },
      { ...work('l2', answer('b0000001', 'x', { writtenAt: 7 })), learner: 'l2' },
      { ...work('l1', answer('b0000002', 'y')), learner: 'l1' },
    ],
    people: ['l1 2', 'l2 1'],
    said: [],
  },
])('$name', ({ works, people, said }) => expect(enter(...works)).toEqual({ people, said }));

test('names come with the archive, before its answers or after; two of one name stay two', () => {
  const roll = createRoll(() => true);
  roll.add({ ...work('l1', DATED), learner: 'l1' });
  roll.name(
    new Map([
      ['l1', 'Ana'],
      ['l2', 'Ana'],
    ]),
  );
  roll.add({ ...work('l2', answer('b0000001', 'x')), learner: 'l2' });
  expect(roll.people.map(({ name }) => name)).toEqual(['Ana', 'Ana (2)']);
});
