import { expect, test } from 'vitest';
import { matchEnds, matchesPattern, parsePattern } from './pattern.ts';

const bare = (text: string) => parsePattern([{ text, isQuoted: false }]);

test.each([
  { pattern: '*', text: '', matches: true },
  { pattern: 'a*c', text: 'abbc', matches: true },
  { pattern: 'a*c', text: 'abbd', matches: false },
  { pattern: '?', text: 'é', matches: true },
  { pattern: '[a-c]x', text: 'bx', matches: true },
  { pattern: '[!a-c]x', text: 'bx', matches: false },
  { pattern: '[]a]', text: ']', matches: true },
  { pattern: '[[:digit:]_]', text: '7', matches: true },
  { pattern: '[a', text: '[a', matches: true },
  { pattern: '\\*', text: '*', matches: true },
  { pattern: '\\*', text: 'x', matches: false },
  { pattern: '*a*b*', text: 'xxaxxbxx', matches: true },
])('$pattern on $text: $matches', ({ pattern, text, matches }) => {
  expect(matchesPattern(bare(pattern), text)).toBe(matches);
});

test('what was quoted stands for itself', () => {
  const pattern = parsePattern([
    { text: '*', isQuoted: true },
    { text: '*', isQuoted: false },
  ]);
  expect(matchesPattern(pattern, '*x')).toBe(true);
  expect(matchesPattern(pattern, 'xx')).toBe(false);
});

test('a pattern of many stars takes no time', () => {
  expect(matchesPattern(bare(`${'*a'.repeat(30)}b`), 'a'.repeat(3000))).toBe(false);
});

test('all ends of a match', () => {
  expect(matchEnds(bare('*.'), Array.from('a.b.c'), 0)).toEqual([2, 4]);
});
