import { describe, expect, test } from 'vitest';
import { KINDS, kindOf } from './kept.ts';
import { KEPT_SHAPES } from './kept-shapes.fixture.ts';
import { upgradeKept } from './upgrade.ts';

test.each(KEPT_SHAPES)('$name comes to the shape of today', ({ key, value, upgraded }) => {
  expect(upgradeKept(key, value)).toEqual(upgraded);
});

test('there is a fixture of every version of every kind', () => {
  const newest = Object.fromEntries(
    KINDS.map((kind) => [kind, KEPT_SHAPES.filter(({ key }) => kindOf(key) === kind).map(({ value }) => value.version)]),
  );
  expect(newest).toEqual({ card: [1, 2, 3], session: [1, 2], place: [1], answer: [1] });
});

describe('counts as absent', () => {
  const [, , { key, value }] = KEPT_SHAPES;
  test.each([
    { name: 'of a newer site', value: { ...value, version: 4 } },
    { name: 'no version', value: { ...value, version: undefined } },
    { name: 'damaged: no draft', value: { ...value, draft: 'x' } },
    { name: 'damaged: a list of numbers', value: { ...value, draft: { ...value.draft, blocks: [1] } } },
    { name: 'damaged: half an attempt', value: { ...value, attempts: 0.5 } },
    { name: 'no object', value: 'x' },
    { name: 'nothing', value: null },
  ])('$name', (row) => expect(upgradeKept(key, row.value)).toBeUndefined());

  test('a kind that no site has written', () => expect(upgradeKept('camera.x', value)).toBeUndefined());
  test('a place among steps that is beyond them', () => {
    expect(upgradeKept('session.x', { version: 2, steps: [], at: 1 })).toBeUndefined();
  });
});

test('a verdict that nobody can read is left out, the work stays', () => {
  const [, , { key, value, upgraded }] = KEPT_SHAPES;
  const { judged, ...rest } = upgraded;
  expect(upgradeKept(key, { ...value, judged: { ...judged, verdict: { kind: 'surprise' } } })).toEqual(rest);
});
