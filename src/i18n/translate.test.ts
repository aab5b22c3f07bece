import { expect, test } from 'vitest';
import { pickMessages, translate } from './translate.ts';

test.each([
  { name: 'a plain message', locale: 'pt-BR', key: 'exercise.kind.predict', params: {}, text: 'Preveja' },
  { name: 'parameters', locale: 'en', key: 'lesson.number', params: { number: 7, total: 11 }, text: 'Lesson 7 of 11' },
  { name: 'one', locale: 'en', key: 'exercise.attempts', params: { count: 1 }, text: '1 attempt' },
  { name: 'none is plural in English', locale: 'en', key: 'exercise.attempts', params: { count: 0 }, text: '0 attempts' },
  { name: 'none is singular in Portuguese', locale: 'pt-BR', key: 'exercise.attempts', params: { count: 0 }, text: '0 tentativa' },
  {
    name: 'numbers as the locale writes them',
    locale: 'pt-BR',
    key: 'exercise.attempts',
    params: { count: 1500 },
    text: '1.500 tentativas',
  },
  {
    name: 'a million, which Portuguese counts apart',
    locale: 'pt-BR',
    key: 'exercise.attempts',
    params: { count: 1_000_000 },
    text: '1.000.000 tentativas',
  },
] as const)('translate: $name', ({ locale, key, params, text }) => {
  expect(translate(locale, key, params)).toBe(text);
});

test('a missing parameter is an error', () => {
  expect(() => translate('en', 'lesson.number', { number: 1 })).toThrow('needs {total}');
});

test('an island gets the messages of its areas', () => {
  expect(Object.keys(pickMessages('en', ['lesson.minutes', 'lesson.number']))).toEqual([
    'lesson.minutes.one',
    'lesson.minutes.other',
    'lesson.number',
  ]);
});
