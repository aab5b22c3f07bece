import { expect, test } from 'vitest';
import { pathName } from './path-name.ts';

test.each([
  ['box', 'box'],
  ['/box', 'box'],
  ['//box/', 'box'],
  ['a/../box', 'box'],
  ['./box', 'box'],
  ['a//b/c', 'a/b/c'],
])('%s is %s', (typed, name) => {
  expect(pathName(typed)).toBe(name);
});

test.each(['', '/', '.', '..', '../box', 'a/../..'])('%j leads elsewhere', (typed) => {
  expect(() => pathName(typed)).toThrow('Error response from daemon: page not found');
});
