import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { formatPermalink, isPermalink, PermalinkError, parsePermalink } from './permalink.ts';

const SHARED = {
  place: 'remove-without-forcing',
  steps: [{ line: "echo 'olá' && docker ps -a" }, { line: 'docker build .', files: { Dockerfile: 'FROM alpine:3.13\n' } }],
};

const problemOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof PermalinkError) return error.problem;
    throw error;
  }
  return 'none';
};
const fragmentOf = (value: unknown): string =>
  `#steps=1.${Buffer.from(deflateSync(strToU8(typeof value === 'string' ? value : JSON.stringify(value)))).toString('base64url')}`;

test('what was shared comes back, and is made of characters that a URL may have', () => {
  const fragment = formatPermalink(SHARED);
  expect(parsePermalink(fragment)).toEqual(SHARED);
  expect(fragment).toMatch(/^#steps=1\.[\w-]+$/);
  expect([isPermalink(fragment), isPermalink('#exercise-1')]).toEqual([true, false]);
});

describe('is refused', () => {
  const whole = formatPermalink(SHARED);
  test.each([
    { name: 'cut short', fragment: whole.slice(0, -9), problem: 'damaged' },
    { name: 'not base64', fragment: '#steps=1.!!!', problem: 'damaged' },
    { name: 'nothing', fragment: '#steps=1.', problem: 'damaged' },
    { name: 'without a version', fragment: '#steps=', problem: 'damaged' },
    { name: 'of a later version', fragment: '#steps=2.abc', problem: 'newer' },
    { name: 'no JSON', fragment: fragmentOf('{'), problem: 'damaged' },
    { name: 'null', fragment: fragmentOf(null), problem: 'damaged' },
    { name: 'steps of another shape', fragment: fragmentOf({ place: 'a', steps: [{ line: 'x' }] }), problem: 'damaged' },
    { name: 'a file outside', fragment: fragmentOf({ place: 'a', steps: [['x', { '../y': '' }]] }), problem: 'damaged' },
    { name: 'a file that is no text', fragment: fragmentOf({ place: 'a', steps: [['x', { y: 1 }]] }), problem: 'damaged' },
    {
      name: 'too many steps',
      fragment: fragmentOf({ place: 'a', steps: Array.from({ length: 501 }, () => ['x']) }),
      problem: 'tooLong',
    },
    { name: 'a bomb', fragment: fragmentOf('x'.repeat(10_000_000)), problem: 'tooLong' },
    { name: 'too long', fragment: `#steps=1.${'A'.repeat(16_000)}`, problem: 'tooLong' },
  ])('$name', ({ fragment, problem }) => {
    expect(problemOf(() => parsePermalink(fragment))).toBe(problem);
  });

  test('for sharing: too much, and a file that only this page has', () => {
    const noise = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode(33 + ((i * i * 7919) % 90))).join('');
    expect(problemOf(() => formatPermalink({ place: 'a', steps: [{ line: noise.repeat(30) }] }))).toBe('tooLong');
    const step = { line: 'docker load -i x', archive: { name: 'x', blob: new Blob([]) } };
    expect(problemOf(() => formatPermalink({ place: 'a', steps: [step] }))).toBe('archive');
  });
});
