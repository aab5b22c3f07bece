import { expect, test } from 'vitest';
import { createContentStore, DEFAULT_LIMITS, NO_NETWORK } from '../engine/index.ts';
import type { FileTest } from './condition.ts';
import { evaluateFile } from './evaluate-file.ts';
import type { RunOutcome } from './outcome.ts';
import { createRecorder } from './run-lines.ts';

const LINES = [
  'dd if=/dev/zero of=padded bs=1000 count=100 2>/dev/null',
  'echo secret >>padded',
  'echo " plain " >plain',
  'tar -cf files.tar padded plain',
  'docker import files.tar files',
];

async function makeOutcome(): Promise<RunOutcome> {
  const store = createContentStore();
  const recorder = createRecorder({ ports: { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: NO_NETWORK }, store });
  const start = recorder.machine;
  const steps = await recorder.run(LINES);
  expect(steps.map(({ status }) => status)).toEqual(LINES.map(() => 0));
  return { kind: 'run', start, end: recorder.machine, store, steps, events: [], probes: [], variants: [] };
}

test.each<{ name: string; path: string; is: FileTest; holds: boolean }>([
  { name: 'what stands behind padding', path: '/padded', is: { kind: 'includes', text: 'secret\n' }, holds: true },
  { name: 'what does not stand there', path: '/padded', is: { kind: 'includes', text: 'secrets' }, holds: false },
  { name: 'padding is a part of the file', path: '/padded', is: { kind: 'equals', text: 'secret' }, holds: false },
  { name: 'blanks around it are not', path: '/plain', is: { kind: 'equals', text: 'plain' }, holds: true },
  { name: 'absent', path: '/other', is: { kind: 'absent' }, holds: true },
  { name: 'not absent', path: '/plain', is: { kind: 'absent' }, holds: false },
  { name: 'present', path: '/plain', is: { kind: 'present' }, holds: true },
  { name: 'not present', path: '/other', is: { kind: 'present' }, holds: false },
  { name: 'root’s', path: '/plain', is: { kind: 'owner', uid: 0 }, holds: true },
  { name: 'somebody else’s', path: '/plain', is: { kind: 'owner', uid: 1000 }, holds: false },
  { name: 'no file', path: '/other', is: { kind: 'includes', text: '' }, holds: false },
])('$name', async ({ path, is, holds }) => {
  expect(await evaluateFile({ kind: 'file-in-image', ref: 'files', path, is }, await makeOutcome())).toBe(holds);
});
