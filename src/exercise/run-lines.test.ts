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

test('behind a terminal that does not open stand lines of the learner’s own shell', async () => {
  const recorder = createRecorder({ ports: { epoch: 0, seed: 's', limits: DEFAULT_LIMITS, http: NO_NETWORK } });
  const steps = await recorder.run([
    'docker exec -it nobody sh',
    'echo one',
    'if true',
    'then echo two',
    'fi',
    'exit',
    'echo three',
  ]);
  expect(steps.map(({ line, output }) => [line, output])).toEqual([
    ['docker exec -it nobody sh', 'Error response from daemon: No such container: nobody\n'],
    ['echo one', 'one\n'],
    ['if true\nthen echo two\nfi', 'two\n'],
    ['exit', ''],
    ['echo three', 'three\n'],
  ]);
});
