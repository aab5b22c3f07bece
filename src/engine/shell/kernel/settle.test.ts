import { expect, test } from 'vitest';
import { settle } from './system.ts';

/** What the kernel does with a process that waits for something outside: it runs that, and then goes on with the process. */
async function drive<T>(run: () => Promise<T>): Promise<() => unknown> {
  const work = settle(run);
  const { value: call } = work.next();
  if (typeof call !== 'object' || call === null || !('kind' in call) || call.kind !== 'await') throw new Error('it does not wait');
  await call.run();
  return () => work.next().value;
}

test('a process goes on with what came of it', async () => {
  const goOn = await drive(async () => undefined);
  expect(goOn()).toBe(undefined);
  expect((await drive(async () => 'bytes'))()).toBe('bytes');
});

test('what failed outside fails in the process, with the same error', async () => {
  const error = new Error('the blob cannot be fetched');
  const goOn = await drive(async () => {
    throw error;
  });
  expect(goOn).toThrow(error);
});
