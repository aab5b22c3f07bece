import { expect, test } from 'vitest';
import { ellipsis } from './ellipsis.ts';
import { quote } from './quote.ts';

test.each([
  { text: 'plain', quoted: '"plain"' },
  { text: 'a"b\\c', quoted: '"a\\"b\\\\c"' },
  { text: 'tab\tnew\nbell\u0007', quoted: '"tab\\tnew\\nbell\\a"' },
  { text: 'ação 日本 €', quoted: '"ação 日本 €"' },
  { text: '\u0001\u007f\u00a0\u2028', quoted: '"\\x01\\x7f\\u00a0\\u2028"' },
])('quotes $quoted', ({ text, quoted }) => {
  expect(quote(text)).toBe(quoted);
});

test.each([
  { text: 'short', columns: 20, cut: 'short' },
  { text: '/docker-entrypoint.sh nginx', columns: 20, cut: '/docker-entrypoint.…' },
  { text: 'exactly twenty chars', columns: 20, cut: 'exactly twenty chars' },
  { text: '日本語', columns: 4, cut: '日…' },
])('cuts $text to $columns columns', ({ text, columns, cut }) => {
  expect(ellipsis(text, columns)).toBe(cut);
});
