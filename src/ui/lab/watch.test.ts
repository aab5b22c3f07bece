import { expect, test } from 'vitest';
import { CancelledError } from '../../engine/index.ts';
import type { Progress } from './protocol.ts';
import { createWatch } from './watch.ts';

test('tells the beginning, then at most every 50 milliseconds, and the end', async () => {
  let now = 0;
  const watch = createWatch(() => now);
  const told: Progress[] = [];
  await watch.during(
    1,
    (progress) => told.push(progress),
    async () => {
      watch.begin(100);
      for (now of [10, 20, 60, 70]) watch.read(25);
      watch.begin(1000);
      for (now of [80, 90]) watch.read(300);
    },
  );
  expect(told).toEqual([
    { done: 0, total: 100 },
    { done: 75, total: 100 },
    { done: 0, total: 1000 },
    { done: 1000, total: 1000 },
  ]);
});

test('what is cancelled ends at the next word, also before its turn; others go on', async () => {
  const watch = createWatch(() => 0);
  const quiet = (): void => undefined;
  const reading = (id: number) =>
    watch.during(id, quiet, async () => {
      watch.begin(10);
      if (id === 1) watch.cancel(1);
      watch.read(5);
      return 'read';
    });
  await expect(reading(1)).rejects.toThrow(CancelledError);
  watch.cancel(3);
  expect(await reading(2)).toBe('read');
  await expect(reading(3)).rejects.toThrow(CancelledError);
});
