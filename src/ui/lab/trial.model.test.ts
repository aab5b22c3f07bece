import { expect, test } from 'vitest';
import type { ShownEntry } from './entry-list.ts';
import { readTrial } from './trial.model.ts';

const LINES = [
  { line: 'docker rmi alpine:3.13', status: 1 },
  { line: 'docker rm diario', status: 0 },
];
const entry = (line: string, status: number, step: number): ShownEntry => ({
  id: step,
  line,
  rows: [],
  state: { kind: 'done', status },
  step,
  isAhead: false,
  isCleared: false,
});
const [first, second] = LINES;
const refused = entry('docker rmi alpine:3.13', 1, 1);
const removed = entry('docker rm diario', 0, 2);
const stopped: ShownEntry = {
  id: 9,
  line: 'docker ps',
  rows: [],
  state: { kind: 'lost', why: 'stopped' },
  isAhead: false,
  isCleared: false,
};

test.each([
  { name: 'at the start', entries: [], state: { done: 0, isOwnWay: false, next: first } },
  { name: 'after the first line', entries: [refused], state: { done: 1, isOwnWay: false, next: second } },
  { name: 'at the end', entries: [refused, removed], state: { done: 2, isOwnWay: false } },
  {
    name: 'a line that did not happen does not count',
    entries: [stopped, refused],
    state: { done: 1, isOwnWay: false, next: second },
  },
  { name: 'another line', entries: [entry('docker ps', 0, 1)], state: { done: 1, isOwnWay: true } },
  { name: 'another outcome', entries: [entry('docker rmi alpine:3.13', 0, 1)], state: { done: 1, isOwnWay: true } },
  { name: 'on after the end', entries: [refused, removed, entry('docker ps', 0, 3)], state: { done: 3, isOwnWay: true } },
])('$name', ({ entries, state }) => {
  expect(readTrial(LINES, entries)).toEqual(state);
});
