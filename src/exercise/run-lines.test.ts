import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, NO_NETWORK, PartError } from '../engine/index.ts';
import { createRecorder } from './run-lines.ts';

test('lines that a missing part of the engine ended are no outcome to judge', async () => {
  const http = { fetch: () => Promise.reject(new PartError(new TypeError('no network'))) };
  const recorder = createRecorder({ ports: { epoch: 0, seed: 's', limits: DEFAULT_LIMITS, http } });
  const before = recorder.machine;
  await expect(recorder.run(['docker pull alpine', 'docker images'])).rejects.toThrow(PartError);
  expect(recorder.machine).toBe(before);
});

test('a failed command is an outcome', async () => {
  const recorder = createRecorder({ ports: { epoch: 0, seed: 's', limits: DEFAULT_LIMITS, http: NO_NETWORK } });
  expect((await recorder.run(['docker pull alpine', 'true'])).map(({ status }) => status)).toEqual([1, 0]);
});
