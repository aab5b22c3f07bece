import { expect, test } from 'vitest';
import { addBranch, type Branch, commonSteps, otherBranches } from './branches.ts';

const branch = (lines: string): Branch => [...lines].map((line) => ({ line }));
const shown = (branches: readonly Branch[]) => branches.map((steps) => steps.map(({ line }) => line).join(''));

test.each([
  { name: 'the first', branches: [], left: 'ab', after: ['ab'] },
  { name: 'nothing is no branch', branches: ['ab'], left: '', after: ['ab'] },
  { name: 'the beginning of one that is there', branches: ['abc'], left: 'ab', after: ['abc'] },
  { name: 'one that goes on takes the place of its beginning', branches: ['ab', 'x'], left: 'abc', after: ['x', 'abc'] },
  { name: 'another', branches: ['abc'], left: 'abd', after: ['abc', 'abd'] },
])('$name', ({ branches, left, after }) => {
  expect(shown(addBranch(branches.map(branch), branch(left)))).toEqual(after);
});

test('the oldest goes when there are too many', () => {
  const names = [...'abcdefghijklmnopqrstu'];
  const all = names.reduce<readonly Branch[]>((list, name) => addBranch(list, branch(name)), []);
  expect(shown(all)).toEqual(names.slice(1));
});

test('where they part, and which lead elsewhere', () => {
  expect(commonSteps(branch('abc'), branch('abd'))).toBe(2);
  expect(shown(otherBranches([branch('ab'), branch('ax')], branch('abc')))).toEqual(['ax']);
});

test('the same line with another file is another step', () => {
  const build = (text: string): Branch => [{ line: 'docker build .', files: { Dockerfile: text } }];
  expect(commonSteps(build('FROM a'), build('FROM b'))).toBe(0);
  expect(commonSteps(build('FROM a'), build('FROM a'))).toBe(1);
});
