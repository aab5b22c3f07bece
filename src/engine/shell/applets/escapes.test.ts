import { expect, test } from 'vitest';
import { readEscape } from './escapes.ts';

test.each([
  { name: 'a letter', text: '\\nab', kind: 'echo', read: { text: '\n', end: 2 } },
  {
    name: 'no escape: both characters stay, and what follows is still to be read',
    text: '\\qab',
    kind: 'format',
    read: { text: '\\q', end: 2 },
  },
  { name: 'nothing behind it', text: '\\', kind: 'format', read: { text: '\\', end: 1 } },
  { name: 'octal of echo', text: '\\01011', kind: 'echo', read: { text: 'A', end: 5 } },
  { name: 'octal of a format', text: '\\1011', kind: 'format', read: { text: 'A', end: 4 } },
  { name: 'two hexadecimal digits', text: '\\x414', kind: 'format', read: { text: 'A', end: 4 } },
  { name: 'the end of what echo prints', text: '\\cab', kind: 'echo', read: 'stop' },
] as const)('$name', ({ text, kind, read }) => {
  expect(readEscape(text, 1, kind)).toEqual(read);
});
