import { expect, test } from 'vitest';
import { AnswerFileError, formatAnswerFile, parseAnswerFile } from './answer-file.ts';
import type { ExerciseId } from './exercise.ts';

const FILE = {
  id: 'a1b2c3d4',
  exercise: 'second-tag' as ExerciseId,
  content: '1.0a1b2c3d4e',
  locale: 'pt-BR',
  answer: { lines: ['docker tag alpine:3.13 mine'] },
};
const raw = { format: 'camadas-answer', formatVersion: 1, ...FILE };

test.each([
  { name: 'lines', answer: { lines: ['docker ps', 'ls'] } },
  { name: 'lines and files', answer: { lines: [], files: { Dockerfile: 'FROM scratch\n' } } },
  { name: 'files', answer: { files: { Dockerfile: 'FROM scratch\n' } } },
  { name: 'blocks', answer: { blocks: ['pull', 'run'] } },
  { name: 'ticks', answer: { prediction: { kind: 'ticks', items: ['a'] } as const } },
  { name: 'fields', answer: { prediction: { kind: 'fields', values: { images: '1' } } as const } },
])('$name come back as they went', ({ answer }) => {
  const file = { ...FILE, writtenAt: 1_768_478_400_000, answer };
  expect(parseAnswerFile(formatAnswerFile(file))).toEqual(file);
});

test('a verdict that came along is dropped', () => {
  const forged = { ...raw, verdict: { kind: 'passed' }, answer: { ...FILE.answer, verdict: 'passed', met: true } };
  expect(parseAnswerFile(JSON.stringify(forged))).toEqual(FILE);
});

test.each([
  { name: 'no JSON', text: '{', code: 'not-json' },
  { name: 'a list', text: '[]', code: 'field-invalid' },
  { name: 'something else', text: '{}', code: 'other-format' },
  { name: 'a later format', text: JSON.stringify({ ...raw, formatVersion: 2 }), code: 'newer-format' },
  { name: 'too many bytes', text: JSON.stringify({ ...raw, answer: { lines: ['é'.repeat(2500)] } }), code: 'too-large' },
  { name: 'an id with a path', text: JSON.stringify({ ...raw, exercise: '../etc' }), code: 'field-invalid', field: 'exercise' },
  { name: 'no answer', text: JSON.stringify({ ...raw, answer: {} }), code: 'field-invalid', field: 'answer' },
  {
    name: 'a number as a line',
    text: JSON.stringify({ ...raw, answer: { lines: [1] } }),
    code: 'field-invalid',
    field: 'answer.lines',
  },
  {
    name: 'too many lines',
    text: JSON.stringify({ ...raw, answer: { lines: Array(201).fill('') } }),
    code: 'field-invalid',
    field: 'answer.lines',
  },
  { name: 'a time that is none', text: JSON.stringify({ ...raw, writtenAt: 1.5 }), code: 'field-invalid', field: 'writtenAt' },
])('refuses $name', ({ text, code, field }) => {
  try {
    parseAnswerFile(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(AnswerFileError);
    expect(error).toMatchObject({ code, field });
  }
});

test('refuses to write what cannot be handed in', () => {
  expect(() => formatAnswerFile({ ...FILE, answer: { lines: ['x'.repeat(5000)] } })).toThrow(AnswerFileError);
});
