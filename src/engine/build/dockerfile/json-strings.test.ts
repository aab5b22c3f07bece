import { expect, test } from 'vitest';
import { parseJsonStrings } from './json-strings.ts';

test.each([
  ['["a"] # start', ['a']],
  ['["a"], "b"', ['a']],
  ['["a"]["b"]', ['a']],
  ['["a"]]', ['a']],
  ['["]", "x\\"]"] y', [']', 'x"]']],
  ['[] z', []],
])('%s is a list, and what follows it is not looked at', (text, items) => {
  const parsed = parseJsonStrings(text);
  expect(parsed.kind === 'strings' ? parsed.items.map((item) => item.text) : parsed.kind).toEqual(items);
});

test.each(['["a",] x', '[ "a" = a ] && b', "['a']", '["a"', '"a"'])('%s is the shell form', (text) => {
  expect(parseJsonStrings(text).kind).toBe('notJson');
});

test.each(['["a", 1] x', '[["a"]]'])('%s is a list of something else', (text) => {
  expect(parseJsonStrings(text).kind).toBe('notStrings');
});
