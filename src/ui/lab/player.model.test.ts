/** Playing steps again: which steps are shown, in which order, and what ends it. */
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createPlayer } from './player.model.ts';
import type { Busy } from './session-turns.ts';

/** A session that only knows where one stands in it, and pauses that end when the test says so. */
function open(stepCount = 3, at = 3) {
  const seen: number[] = [];
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const session = {
    at: signal(at),
    busy: signal<Busy>('idle'),
    stepCount: signal(stepCount),
    async goto(step: number) {
      session.at.value = step;
      seen.push(step);
    },
  };
  const player = createPlayer(session, (ms) => new Promise((end) => waits.push({ ms, end })));
  /** the pause that it is in */
  const tick = () => new Promise((resolve) => setTimeout(resolve));
  const next = async (): Promise<void> => {
    await tick();
    waits.at(-1)?.end();
    await tick();
  };
  return { session, player, seen, waits, next };
}

test('from the start, one step after the other, to the step that was asked for', async () => {
  const { player, seen, next, session } = open();
  const end = player.play(2);
  await next();
  expect([seen, player.playing.value]).toEqual([[0, 1], 2]);
  await next();
  await end;
  expect([seen, player.playing.value, session.at.value]).toEqual([[0, 1, 2], undefined, 2]);
});

test('of a branch, from where it leaves', async () => {
  const { player, seen, next } = open();
  const end = player.play(3, 1);
  await next();
  await next();
  await end;
  expect(seen).toEqual([1, 2, 3]);
});

test('stopped, it stays where it is', async () => {
  const { player, seen, next } = open();
  const end = player.play(3);
  await next();
  player.stop();
  expect(player.playing.value).toBeUndefined();
  await next();
  await end;
  expect(seen).toEqual([0, 1]);
});

test.each([
  { name: 'another step was chosen', change: ({ session }: ReturnType<typeof open>) => session.goto(2) },
  {
    name: 'a command was run',
    change({ session }: ReturnType<typeof open>) {
      session.stepCount.value = 1;
    },
  },
  {
    name: 'a command runs',
    change({ session }: ReturnType<typeof open>) {
      session.busy.value = 'running';
    },
  },
])('it ends when $name', async ({ change }) => {
  const lab = open();
  const end = lab.player.play(3);
  await lab.next();
  await change(lab);
  const before = [...lab.seen];
  await lab.next();
  await end;
  expect([lab.seen, lab.player.playing.value]).toEqual([before, undefined]);
});

test('begun anew, the first one ends and the second one plays on', async () => {
  const { player, seen, next } = open();
  void player.play(3);
  await next();
  const second = player.play(1);
  await next();
  await second;
  expect([seen, player.playing.value]).toEqual([[0, 1, 0, 1], undefined]);
});

test('many steps are played faster, few are looked at', async () => {
  const few = open(3);
  void few.player.play(3);
  const many = open(1000);
  void many.player.play(1000);
  await new Promise((resolve) => setTimeout(resolve));
  expect([few.waits[0]?.ms, many.waits[0]?.ms]).toEqual([1100, 400]);
});

test('nothing before the start is played', async () => {
  const { player, seen } = open();
  await player.play(0);
  expect(seen).toEqual([]);
});
