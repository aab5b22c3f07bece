/**
 * Plays steps again: the machine as it was before them, then one step after the other, so that the picture shows what each command did.
 * The machine after each step is a value that the session still has, so nothing is computed anew and stopping loses nothing: one
 * stands where it stopped. Anything else that is done to the session ends it, too.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionModel } from './session.model.ts';

export interface Player {
  /** the step at which it will end; undefined while nothing plays */
  readonly playing: ReadonlySignal<number | undefined>;
  /** From the machine after `from` steps, the start where it is left out, to the one after `to`. */
  play(to: number, from?: number): Promise<void>;
  stop(): void;
}

/** Milliseconds that a step is looked at; many together take no longer than `MOST_MS`, as far as each can still be seen. */
const STEP_MS = 1100;
const LEAST_MS = 400;
const MOST_MS = 20_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createPlayer(session: Pick<SessionModel, 'at' | 'busy' | 'goto' | 'stepCount'>, wait = pause): Player {
  const playing = signal<number | undefined>(undefined);
  let turn = 0;

  async function playOn(mine: number, to: number, from: number): Promise<void> {
    const ms = Math.max(LEAST_MS, Math.min(STEP_MS, MOST_MS / (to - from)));
    const { value: count } = session.stepCount;
    await session.goto(from);
    for (let next = from + 1; next <= to; next += 1) {
      await wait(ms);
      const isLeft = session.at.value !== next - 1 || session.stepCount.value !== count || session.busy.value !== 'idle';
      if (turn !== mine || isLeft) return;
      await session.goto(next);
    }
  }

  return {
    playing,
    async play(to, from = 0) {
      if (to <= from) return;
      turn += 1;
      const mine = turn;
      playing.value = to;
      try {
        await playOn(mine, to, from);
      } finally {
        if (turn === mine) playing.value = undefined;
      }
    },
    stop() {
      turn += 1;
      playing.value = undefined;
    },
  };
}
