import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { answerWork } from './answer-work.ts';
import { defineExercise } from './define-exercise.ts';
import { type Exercise, isPrediction, type PredictionExercise } from './exercise.ts';

const facts = { id: 'e', lesson: 'l', goals: [] };
const blocks = [
  { id: 'a', text: 'FROM alpine' },
  { id: 'b', text: 'RUN true' },
];
const EXERCISES = {
  commands: defineExercise({ ...facts, kind: 'commands' }),
  repair: defineExercise({ ...facts, kind: 'repair', editable: ['Dockerfile'] }),
  dockerfile: defineExercise({ ...facts, kind: 'dockerfile', build: ['docker build .'] }),
  order: defineExercise({ ...facts, kind: 'order', blocks }),
  orderFile: defineExercise({ ...facts, kind: 'order', blocks, file: 'Dockerfile', build: ['docker build .'] }),
};

function work(kind: keyof typeof EXERCISES, answer: Answer) {
  const exercise: Exercise = EXERCISES[kind];
  if (isPrediction(exercise)) throw new TypeError('a prediction does nothing to the machine');
  return answerWork(exercise satisfies Exclude<Exercise, PredictionExercise>, answer);
}

test.each<{ kind: keyof typeof EXERCISES; answer: Answer; does: object }>([
  { kind: 'commands', answer: { lines: ['a', 'b'] }, does: { lines: ['a', 'b'], files: {} } },
  { kind: 'commands', answer: { lines: [], files: { x: 'not editable' } }, does: { lines: [], files: {} } },
  { kind: 'repair', answer: { lines: ['a'], files: { Dockerfile: 'F' } }, does: { lines: ['a'], files: { Dockerfile: 'F' } } },
  {
    kind: 'dockerfile',
    answer: { files: { Dockerfile: 'F', x: '' } },
    does: { lines: ['docker build .'], files: { Dockerfile: 'F' } },
  },
  { kind: 'order', answer: { blocks: ['b', 'a'] }, does: { lines: ['RUN true', 'FROM alpine'], files: {} } },
  {
    kind: 'orderFile',
    answer: { blocks: ['a', 'b'] },
    does: { lines: ['docker build .'], files: { Dockerfile: 'FROM alpine\nRUN true\n' } },
  },
])('$kind: $answer', ({ kind, answer, does }) => {
  expect(work(kind, answer)).toEqual(does);
});

test.each<{ kind: keyof typeof EXERCISES; answer: Answer; asks: string }>([
  { kind: 'commands', answer: { blocks: [] }, asks: 'asks for lines' },
  { kind: 'dockerfile', answer: { lines: [] }, asks: 'asks for files' },
  { kind: 'dockerfile', answer: { lines: [], files: {} }, asks: 'asks for files' },
  { kind: 'order', answer: { lines: [] }, asks: 'asks for blocks' },
])('$kind $asks', ({ kind, answer, asks }) => {
  expect(() => work(kind, answer)).toThrow(asks);
});
