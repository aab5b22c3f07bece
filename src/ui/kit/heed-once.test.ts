import { expect, test } from 'vitest';
import { type HeedingScope, heedOnce } from './heed-once.ts';

const say = (data: string): MessageEvent => new MessageEvent('message', { data });

/** A worker's scope, and which run of its script has heeded what. */
function scopeWithRuns() {
  const scope: HeedingScope = { onmessage: null };
  const heeded: string[] = [];
  const run = (name: string, importOwn: () => Promise<unknown>): void =>
    heedOnce(scope, importOwn, ({ data }) => void heeded.push(`${name}: ${data}`));
  return { scope, heeded, run };
}

test('where importing itself runs nothing, the first run heeds all, in order', async () => {
  const { scope, heeded, run } = scopeWithRuns();
  run('first', async () => undefined);
  scope.onmessage?.(say('a'));
  scope.onmessage?.(say('b'));
  expect(heeded).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve));
  scope.onmessage?.(say('c'));
  expect(heeded).toEqual(['first: a', 'first: b', 'first: c']);
});

test('where it runs the script again, the second run heeds all, and the first nothing', async () => {
  const { scope, heeded, run } = scopeWithRuns();
  let imported = (): void => undefined;
  run(
    'first',
    () =>
      new Promise<void>((resolve) => {
        imported = resolve;
      }),
  );
  scope.onmessage?.(say('a'));
  run('second', async () => {
    throw new Error('a second run imports nothing');
  });
  scope.onmessage?.(say('b'));
  imported();
  await new Promise((later) => setTimeout(later));
  scope.onmessage?.(say('c'));
  expect(heeded).toEqual(['second: a', 'second: b', 'second: c']);
});

test('where the script cannot be had again, the first run goes on', async () => {
  const { scope, heeded, run } = scopeWithRuns();
  run('first', async () => {
    throw new TypeError('no line');
  });
  scope.onmessage?.(say('a'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(heeded).toEqual(['first: a']);
});
