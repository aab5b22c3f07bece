import { expect, test } from 'vitest';
import { formatAnswerBundle, MAX_BUNDLE_BYTES, parseAnswerBundle } from './answer-bundle.ts';
import type { AnswerFile } from './answer-file.ts';
import type { ExerciseId } from './exercise.ts';

const ANSWER: AnswerFile = {
  id: 'a1b2c3d4',
  exercise: 'second-tag' as ExerciseId,
  content: '1.0a1b2c3d4e',
  locale: 'pt-BR',
  writtenAt: 1_768_478_400_000,
  answer: { lines: ['docker tag alpine:3.13 mine'] },
};
const BUNDLE = { name: 'Ana "Ná" Lima', answers: [ANSWER, { ...ANSWER, id: 'e5f6a7b8', answer: { blocks: ['a'] } }] };

test('a bundle comes back as it went', () => {
  expect(parseAnswerBundle(formatAnswerBundle(BUNDLE))).toEqual({ ...BUNDLE, refused: [] });
});

test('an answer that cannot be read is named, and takes none of the others along', () => {
  const text = formatAnswerBundle(BUNDLE).replace('"lines"', '"lynes"');
  expect(parseAnswerBundle(text)).toEqual({
    name: BUNDLE.name,
    answers: [BUNDLE.answers[1]],
    refused: [{ at: 1, code: 'field-invalid', field: 'answer' }],
  });
});

test.each([
  { name: 'no JSON', text: '{', code: 'not-json' },
  { name: 'null', text: 'null', code: 'other-format' },
  { name: 'a single answer', text: JSON.stringify({ format: 'camadas-answer', formatVersion: 1 }), code: 'other-format' },
  { name: 'a later version', text: JSON.stringify({ format: 'camadas-answers', formatVersion: 2 }), code: 'newer-format' },
  { name: 'nobody', text: formatAnswerBundle({ ...BUNDLE, name: '  ' }), code: 'field-invalid', field: 'name' },
  {
    name: 'too many answers',
    text: formatAnswerBundle({ name: 'Ana', answers: Array(201).fill(ANSWER) }),
    code: 'field-invalid',
    field: 'answers',
  },
  { name: 'too many bytes', text: ' '.repeat(MAX_BUNDLE_BYTES + 1), code: 'too-large' },
])('refuses $name', ({ text, code, field }) => {
  expect(() => parseAnswerBundle(text)).toThrow(expect.objectContaining({ code, field }));
});
