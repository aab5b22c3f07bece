/** What is asked of one machine's engine, one after the other: the engine is open by then, and the page shows what it waits for. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { EngineGone } from './lab-client.ts';
import { createTurns } from './turns.ts';

export type Busy = 'idle' | 'opening' | 'running' | 'checking';

export interface SessionTurns {
  readonly busy: ReadonlySignal<Busy>;
  /** Undefined where the engine's end took it along: it counts as not happened. */
  inTurn<T>(doing: Busy, action: () => Promise<T>): Promise<T | undefined>;
  /** For a line, which says itself what became of it, and opens the engine itself. */
  runInTurn<T>(run: () => Promise<T>): Promise<T>;
  /** Beside what the learner does: in turn, but without a word. Undefined as for `inTurn`. */
  quietly<T>(action: () => Promise<T>): Promise<T | undefined>;
}

/** @param open opens the engine where it is not */
export function createSessionTurns(isOpen: () => boolean, open: () => Promise<void>): SessionTurns {
  const busy = signal<Busy>('idle');
  const take = createTurns();

  async function unlessGone<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      await open();
      return await action();
    } catch (thrown) {
      if (thrown instanceof EngineGone) return undefined;
      throw thrown;
    }
  }

  function takeShown<T>(doing: () => Busy, action: () => Promise<T>): Promise<T> {
    return take(async () => {
      busy.value = doing();
      try {
        return await action();
      } finally {
        busy.value = 'idle';
      }
    });
  }

  return {
    busy,
    inTurn: (doing, action) =>
      takeShown(
        () => (doing === 'idle' && !isOpen() ? 'opening' : doing),
        () => unlessGone(action),
      ),
    runInTurn: (run) => takeShown(() => 'running', run),
    quietly: (action) => take(() => unlessGone(action)),
  };
}
