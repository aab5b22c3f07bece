import { expect, test } from 'vitest';
import { goQuote } from './quote.ts';

test.each([
  { text: 'plain', quoted: '"plain"' },
  { text: 'a"b\\c', quoted: '"a\\"b\\\\c"' },
  { text: 'tab\tnew\nbell\u0007', quoted: '"tab\\tnew\\nbell\\a"' },
  { text: 'ação 日本 €', quoted: '"ação 日本 €"' },
  { text: '\u0001\u007f\u00a0\u2028', quoted: '"\\x01\\x7f\\u00a0\\u2028"' },
])('quotes $quoted', ({ text, quoted }) => {
  expect(goQuote(text)).toBe(quoted);
});
