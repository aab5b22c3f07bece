import { expect, test } from 'vitest';
import { failedLines } from './failed-lines.ts';

const ran = (steps: readonly (readonly [string, number])[]) =>
  steps.map(([line, status], index) => ({
    id: index,
    line,
    rows: [],
    state: { kind: 'done', status } as const,
    step: index + 1,
    isAhead: false,
    isCleared: false,
  }));

test.each([
  {
    name: 'none',
    code: 'a\nb',
    steps: [
      ['a', 0],
      ['b', 0],
    ] as const,
    failed: [],
  },
  {
    name: 'the second of two equal lines',
    code: 'a\n\n# c\na',
    steps: [
      ['a', 0],
      ['a', 1],
    ] as const,
    failed: [{ line: 4, status: 1 }],
  },
  {
    name: 'a command of several lines',
    code: 'cat <<E\nx\nE\nb',
    steps: [
      ['cat <<E\nx\nE', 0],
      ['b', 2],
    ] as const,
    failed: [{ line: 4, status: 2 }],
  },
  { name: 'steps of other code', code: 'a', steps: [['z', 1]] as const, failed: [] },
])('$name', ({ code, steps, failed }) => {
  expect(failedLines(code, ran(steps))).toEqual(failed);
});

test.each([
  [
    ["docker: 'docker pull' requires 1 argument", '', 'Usage:  docker pull [OPTIONS] NAME[:TAG|@DIGEST]'],
    "docker: 'docker pull' requires 1 argument",
  ],
  [
    ["Unable to find image 'x:1' locally", 'docker: Error response from daemon: pull access denied'],
    'docker: Error response from daemon: pull access denied',
  ],
  [['sh: baixar: not found', ''], 'sh: baixar: not found'],
  [[], undefined],
])('of what a command prints as it fails, its complaint: %j', (texts, said) => {
  const [entry] = ran([['a', 1]]);
  const rows = texts.map((text) => ({ fd: 2 as const, text }));
  expect(failedLines('a', entry === undefined ? [] : [{ ...entry, rows }])[0]?.said).toBe(said);
});
