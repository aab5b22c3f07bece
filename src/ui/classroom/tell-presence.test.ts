import { expect, test } from 'vitest';
import { tellPresence } from './tell-presence.ts';

function create() {
  let time = 0;
  let note: (doing: 'reading' | 'typing' | 'away') => void = () => undefined;
  const told: [number, string][] = [];
  let isOffline = false;
  tellPresence({
    now: () => time,
    async tell(doing) {
      if (isOffline) throw new Error('no network');
      told.push([time, doing]);
    },
    listen: (listener) => {
      note = listener;
    },
  });
  return {
    told,
    async at(seconds: number, doing: 'reading' | 'typing' | 'away') {
      time = seconds * 1000;
      note(doing);
      await Promise.resolve();
    },
    offline(value: boolean) {
      isOffline = value;
    },
  };
}

test('what is new is told, at most every five seconds; what goes on, every thirty', async () => {
  const { told, at } = create();
  for (const [seconds, doing] of [
    [0, 'reading'],
    [1, 'typing'],
    [6, 'typing'],
    [20, 'typing'],
    [37, 'typing'],
  ] as const)
    await at(seconds, doing);
  expect(told).toEqual([
    [0, 'reading'],
    [6000, 'typing'],
    [37_000, 'typing'],
  ]);
});

test('going away is told at once', async () => {
  const { told, at } = create();
  await at(0, 'typing');
  await at(1, 'away');
  expect(told).toEqual([
    [0, 'typing'],
    [1000, 'away'],
  ]);
});

test('what did not arrive is told by the next sign', async () => {
  const { told, at, offline } = create();
  offline(true);
  await at(0, 'typing');
  offline(false);
  await at(6, 'typing');
  expect(told).toEqual([[6000, 'typing']]);
});
