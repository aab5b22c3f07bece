import { expect, test } from 'vitest';
import type { Question } from '../../../exercise/index.ts';
import { choiceOf } from '../../../server/domain/decide-vote.ts';
import { adviceOf, isRightChoice, parseChoice, tallyVote } from './tally.ts';

const FIELDS: Question = {
  kind: 'fields',
  run: [],
  fields: [
    { id: 'images', input: { kind: 'number' }, measure: { kind: 'image-count' } },
    { id: 'containers', input: { kind: 'number' }, measure: { kind: 'container-count' } },
  ],
};
const TICKS: Question = {
  kind: 'which-pass',
  items: [
    { id: 'a', line: 'docker rmi a' },
    { id: 'b', line: 'docker rmi b' },
  ],
};
const fields = (images: string, containers: string) => choiceOf({ kind: 'fields', values: { images, containers } });
const ticks = (...items: string[]) => choiceOf({ kind: 'ticks', items });
const ANSWER = { images: 1, containers: 3 };

test('a choice as the server writes it is read again; anything else is none', () => {
  expect(parseChoice(fields(' 1 ', '3,5'))).toEqual({ kind: 'fields', values: { containers: '3.5', images: '1' } });
  expect(parseChoice(ticks('b', 'a'))).toEqual({ kind: 'ticks', items: ['a', 'b'] });
  expect(['', '3', 'null', '{}', '{"values":null}'].map(parseChoice)).toEqual(Array(5).fill(undefined));
});

test('fields: a row for each choice, the most chosen of the last round first, both rounds counted', () => {
  const rounds = [
    [
      { choice: fields('3', '3'), count: 4 },
      { choice: fields('1', '3'), count: 2 },
      { choice: fields('1', '1'), count: 1 },
    ],
    [
      { choice: fields('1', '3'), count: 6 },
      { choice: fields('1', '1'), count: 1 },
    ],
  ];
  expect(tallyVote(FIELDS, rounds)).toEqual({
    rows: [
      { key: fields('1', '3'), kind: 'choice', counts: [2, 6] },
      { key: fields('1', '1'), kind: 'choice', counts: [1, 1] },
      { key: fields('3', '3'), kind: 'choice', counts: [4, 0] },
    ],
    totals: [7, 7],
  });
  const told = tallyVote(FIELDS, rounds, ANSWER);
  expect(told.right).toEqual([2, 6]);
  expect(told.rows.map(({ isRight }) => isRight)).toEqual([true, false, false]);
});

test('fields: many choices end in one row of others, and what is right keeps its own', () => {
  const round = Array.from({ length: 20 }, (_, index) => ({ choice: fields(String(index), '3'), count: 20 - index }));
  const right = fields('19', '3');
  const { rows, totals } = tallyVote(FIELDS, [round], { images: 19, containers: 3 });
  expect(rows.map(({ key }) => key)).toEqual([...round.slice(0, 7).map(({ choice }) => choice), right, 'others']);
  expect(rows.reduce((total, { counts }) => total + (counts[0] ?? 0), 0)).toBe(totals[0]);
});

test('ticks: a row for each item, and a ballot is right only as a whole', () => {
  const round = [
    { choice: ticks('a'), count: 3 },
    { choice: ticks('a', 'b'), count: 2 },
    { choice: ticks(), count: 1 },
  ];
  expect(tallyVote(TICKS, [round], { a: true, b: false })).toEqual({
    rows: [
      { key: 'a', kind: 'item', counts: [5], isRight: true },
      { key: 'b', kind: 'item', counts: [2], isRight: false },
    ],
    totals: [6],
    right: [3],
  });
});

test('numbers are right within what docker shows', () => {
  const one = (size: string) => choiceOf({ kind: 'fields', values: { size } });
  expect([isRightChoice(one('105,6'), { size: 105.61 }), isRightChoice(one('100'), { size: 105.61 })]).toEqual([true, false]);
});

test.each([
  [0, 0, undefined],
  [2, 10, 'hint'],
  [3, 10, 'discuss'],
  [7, 10, 'discuss'],
  [8, 10, 'goOn'],
])('%i of %i right: %s', (right, total, advice) => {
  expect(adviceOf(right, total)).toBe(advice);
});
