import { expect, test } from 'vitest';
import { ellipsis } from './ellipsis.ts';

test.each([
  { text: 'short', columns: 20, cut: 'short' },
  { text: '/docker-entrypoint.sh nginx', columns: 20, cut: '/docker-entrypoint.…' },
  { text: 'exactly twenty chars', columns: 20, cut: 'exactly twenty chars' },
  { text: '日本語', columns: 4, cut: '日…' },
])('cuts $text to $columns columns', ({ text, columns, cut }) => {
  expect(ellipsis(text, columns)).toBe(cut);
});
