import { describe, expect, test } from 'vitest';
import { defineExercise } from '../../exercise/index.ts';
import { createDraft } from './draft.ts';

const facts = { id: 'e', lesson: 'l' };
const repair = defineExercise({
  ...facts,
  kind: 'repair',
  goals: [],
  given: ['docker build .', 'docker images'],
  editable: ['Dockerfile', '.dockerignore'],
  start: { files: { Dockerfile: 'FROM a\n', 'big.bin': { zeros: 5 } } },
});

describe('what is handed in', () => {
  test('given lines and files as they are; a file that was not there and stays empty is none', () => {
    expect(createDraft(repair).answer()).toEqual({
      lines: ['docker build .', 'docker images'],
      files: { Dockerfile: 'FROM a\n' },
    });
  });

  test('a file that was there may become empty, and a new one is written', () => {
    const draft = createDraft(repair);
    for (const [path, text] of draft.files) text.value = path === 'Dockerfile' ? '' : 'big.bin\n';
    expect(draft.answer()).toMatchObject({ files: { Dockerfile: '', '.dockerignore': 'big.bin\n' } });
  });

  test.each([
    {
      name: 'no files where none may be written',
      exercise: defineExercise({ ...facts, kind: 'commands', goals: [] }),
      answer: { lines: [''] },
    },
    { name: 'files alone', exercise: defineExercise({ ...facts, kind: 'dockerfile', goals: [] }), answer: { files: {} } },
    { name: 'blocks', exercise: defineExercise({ ...facts, kind: 'order', goals: [], blocks: [] }), answer: { blocks: [] } },
    {
      name: 'ticks',
      exercise: defineExercise({ ...facts, kind: 'predict', question: { kind: 'which-pass', items: [] } }),
      answer: { prediction: { kind: 'ticks', items: [] } },
    },
    {
      name: 'values',
      exercise: defineExercise({ ...facts, kind: 'find-layer', question: { kind: 'fields', run: [], fields: [] } }),
      answer: { prediction: { kind: 'fields', values: {} } },
    },
  ])('$name', ({ exercise, answer }) => {
    expect(createDraft(exercise).answer()).toEqual(answer);
  });
});

test('kept work comes back, and what was given comes back on a reset', () => {
  const draft = createDraft(repair);
  expect(draft.isUntouched.value).toBe(true);
  draft.code.value = 'docker ps';
  for (const text of draft.files.values()) text.value += 'x';
  const kept = draft.content.value;
  const again = createDraft(repair, kept);
  expect(again.content.value).toEqual(kept);
  expect(again.isUntouched.value).toBe(false);
  again.fill(again.given);
  expect(again.isUntouched.value).toBe(true);
  expect(again.content.value).toMatchObject({
    code: 'docker build .\ndocker images',
    files: { Dockerfile: 'FROM a\n', '.dockerignore': '' },
  });
});
