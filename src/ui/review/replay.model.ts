/** An answer on the machine of its exercise, played in this browser: every step can be looked at, and what the check says at the end. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Exercise, Verdict } from '../../exercise/index.ts';
import { createStorage } from '../kit/storage.ts';
import type { LabClient } from '../lab/lab-client.ts';
import { createSessionModel, type SessionModel } from '../lab/session.model.ts';
import type { Attempt } from './attempts.ts';

export interface Replayed {
  readonly attempt: Attempt;
  readonly exercise: Exercise;
  /** at the answer's last step at first */
  readonly session: SessionModel;
  /** `stopped`: the engine did not come to an end with it; `misfit`: it answers something else than the exercise asks */
  readonly result: { readonly kind: 'playing' | 'stopped' | 'misfit' } | { readonly kind: 'done'; readonly verdict: Verdict };
}

export interface ReplayModel {
  readonly replayed: ReadonlySignal<Replayed | undefined>;
  /** Resolves when it has been played, or another one was asked for. */
  play(exercise: Exercise, attempt: Attempt): Promise<void>;
}

const SESSION = 'review';

export function createReplayModel(client: LabClient): ReplayModel {
  const replayed = signal<Replayed | undefined>(undefined);
  let asked = 0;
  let turn: Promise<void> = Promise.resolve();

  async function playNow(exercise: Exercise, attempt: Attempt, ticket: number): Promise<void> {
    const place = { id: SESSION, title: exercise.id, start: exercise.start, exercise };
    const session = createSessionModel({ place, client, storage: createStorage() });
    const show = (result: Replayed['result']): void => {
      if (ticket === asked) replayed.value = { attempt, exercise, session, result };
    };
    show({ kind: 'playing' });
    try {
      const verdict = await session.check(attempt.answer);
      show(verdict === undefined ? { kind: 'stopped' } : { kind: 'done', verdict });
    } catch {
      show({ kind: 'misfit' });
    }
  }

  return {
    replayed,
    play(exercise, attempt) {
      const ticket = ++asked;
      // all share one session in the engine: one after the other, and what nobody waits for any more is left out
      turn = turn.then(() => (ticket === asked ? playNow(exercise, attempt, ticket) : undefined));
      return turn;
    },
  };
}
