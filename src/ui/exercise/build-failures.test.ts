import { expect, test } from 'vitest';
import type { ShownEntry } from '../lab/entry-list.ts';
import { buildFailures } from './build-failures.ts';

const OUTPUT = [
  '#2 DONE 0.0s',
  'Dockerfile:2',
  '--------------------',
  '   1 |     FROM alpine:3.13',
  '   2 | >>> COPYY a b',
  '--------------------',
  'ERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: COPYY (did you mean COPY?)',
];
const FILE = 'FROM alpine:3.13\nCOPYY a b\n';
const MARKER = {
  line: 2,
  message: 'failed to solve: dockerfile parse error on line 2: unknown instruction: COPYY (did you mean COPY?)',
};

function build(status: number, files?: Record<string, string>): ShownEntry {
  const rows = OUTPUT.map((text) => ({ fd: 2, text }) as const);
  const facts = { id: 1, line: 'docker build .', rows, state: { kind: 'done', status }, isAhead: false, isCleared: false } as const;
  return files === undefined ? facts : { ...facts, files };
}

test.each([
  { name: 'the line that docker names', entries: [build(1, { Dockerfile: FILE })], text: FILE, markers: [MARKER] },
  { name: 'a file that was there from the start', entries: [build(1)], text: FILE, markers: [MARKER] },
  { name: 'a build that went well', entries: [build(0, { Dockerfile: FILE })], text: FILE, markers: [] },
  { name: 'a file changed since', entries: [build(1, { Dockerfile: FILE })], text: `${FILE}RUN true`, markers: [] },
  { name: 'another file', entries: [build(1)], text: FILE, path: 'web.Dockerfile', markers: [] },
  { name: 'a line that is not there any more', entries: [build(1)], text: 'FROM alpine', markers: [] },
  { name: 'two builds that failed alike', entries: [build(1), build(1)], text: FILE, markers: [MARKER] },
])('$name', ({ entries, text, path = 'Dockerfile', markers }) => {
  expect(buildFailures(path, text, entries)).toEqual(markers);
});
