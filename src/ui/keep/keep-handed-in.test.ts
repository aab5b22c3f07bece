import { expect, test } from 'vitest';
import { type Answer, defineExercise, type Exercise } from '../../exercise/index.ts';
import { createStorage } from '../kit/storage.ts';
import { keepHandedIn } from './keep-handed-in.ts';
import { answerKey, cardKey, type KeptAnswer } from './kept.ts';

const goals = [{ id: 'gone', condition: { kind: 'image-exists', ref: 'x' } }] as const;
const commands = defineExercise({ id: 'e', lesson: 'l', kind: 'commands', goals });
const order = defineExercise({ id: 'e', lesson: 'l', kind: 'order', goals, blocks: [{ id: 'a', text: 'docker ps' }] });
const EMPTY = { code: '', files: {}, blocks: [], ticks: [], fields: {} };

test.each<{ name: string; exercise: Exercise; answer: Answer; draft: object }>([
  {
    name: 'lines',
    exercise: commands,
    answer: { lines: ['docker ps', 'docker rmi x'] },
    draft: { code: 'docker ps\ndocker rmi x' },
  },
  {
    name: 'lines and files',
    exercise: commands,
    answer: { lines: [''], files: { 'a.txt': 'b' } },
    draft: { files: { 'a.txt': 'b' } },
  },
  { name: 'blocks', exercise: order, answer: { blocks: ['a'] }, draft: { blocks: ['a'] } },
  { name: 'ticks', exercise: commands, answer: { prediction: { kind: 'ticks', items: ['i'] } }, draft: { ticks: ['i'] } },
  {
    name: 'fields',
    exercise: commands,
    answer: { prediction: { kind: 'fields', values: { n: '3' } } },
    draft: { fields: { n: '3' } },
  },
])('$name are kept as a draft of today', ({ exercise, answer, draft }) => {
  const storage = createStorage();
  keepHandedIn(storage, exercise, answer, 7);
  expect(storage.read<KeptAnswer>(answerKey('e', 'handed-in'), 1)).toEqual({
    version: 1,
    exerciseVersion: exercise.version,
    draft: { ...EMPTY, ...draft },
    at: 7,
  });
});

test('what the answer does not speak of stays as the learner has it, unless the exercise has changed', () => {
  const storage = createStorage();
  const draft = { ...EMPTY, code: 'docker ps', files: { 'a.txt': 'mine' } };
  const card = { version: 3, exerciseVersion: 1, draft, attempts: 1, hintsShown: 0, isSolved: false, hasBonus: false };
  storage.write(cardKey('e'), card);
  keepHandedIn(storage, commands, { lines: ['docker images'] }, 1);
  const kept = () => storage.read<KeptAnswer>(answerKey('e', 'handed-in'), 1)?.draft;
  expect(kept()).toMatchObject({ code: 'docker images', files: { 'a.txt': 'mine' } });
  storage.write(cardKey('e'), { ...card, exerciseVersion: 0 });
  keepHandedIn(storage, commands, { lines: ['docker images'] }, 2);
  expect(kept()).toMatchObject({ code: 'docker images', files: {} });
});
