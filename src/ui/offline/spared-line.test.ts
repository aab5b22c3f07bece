import { expect, test } from 'vitest';
import { isSpared, type Line } from './spared-line.ts';

test.each<{ name: string; line: Line | undefined; visitor: boolean; learner: boolean }>([
  { name: 'a browser that says nothing', line: undefined, visitor: false, learner: false },
  { name: 'Wi-Fi', line: { type: 'wifi', effectiveType: '4g', saveData: false }, visitor: false, learner: false },
  { name: 'a phone’s line', line: { type: 'cellular', effectiveType: '4g' }, visitor: true, learner: false },
  { name: 'data that is to be saved', line: { type: 'wifi', saveData: true }, visitor: true, learner: true },
  { name: 'a line too slow for it', line: { effectiveType: 'slow-2g' }, visitor: true, learner: true },
])('$name', ({ line, visitor, learner }) => {
  expect(isSpared(line, false)).toBe(visitor);
  expect(isSpared(line, true)).toBe(learner);
});
