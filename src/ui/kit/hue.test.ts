import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HUES, hueClass, hueOf, shortDigest } from './hue.ts';

test.each([
  { digest: `sha256:${'0'.repeat(64)}`, hue: 0 },
  { digest: 'ffffffffffff', hue: HUES - 1 },
  { digest: '8000', hue: HUES / 2 },
  { digest: 'not hex', hue: 0 },
])('$digest', ({ digest, hue }) => {
  expect(hueOf(digest)).toBe(hue);
});

test('a digest has one colour, whole or short, with or without its algorithm', () => {
  const digest = `sha256:${'3f96b87d96a7'.padEnd(64, '5')}`;
  expect(new Set([digest, digest.slice(7), shortDigest(digest)].map(hueClass)).size).toBe(1);
});

test('every hue has its class, and none is orange', () => {
  const css = readFileSync(new URL('../../styles/hues.css', import.meta.url), 'utf8');
  const hues = [...css.matchAll(/\.h(\d+) \{\s*--h: (\d+);/g)].map(([, index, hue]) => [Number(index), Number(hue)]);
  expect(hues.map(([index]) => index)).toEqual(Array.from({ length: HUES }, (_, index) => index));
  expect(hues.filter(([, hue = 0]) => hue > 25 && hue < 90)).toEqual([]);
});
