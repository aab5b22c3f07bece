/** Through this the engine reports how far it is with an archive and learns that it was cancelled. One per worker, which handles one request at a time. */
import { CancelledError, type WatchPort } from '../../engine/index.ts';
import type { Progress } from './protocol.ts';

export interface Watch extends WatchPort {
  /** Runs what request `id` asks for. @throws CancelledError at once if it was cancelled before its turn */
  during<T>(id: number, report: (progress: Progress) => void, run: () => Promise<T>): Promise<T>;
  cancel(id: number): void;
}

export function createWatch(now: () => number = () => performance.now()): Watch {
  /** Progress is reported at most this often. */
  const EVERY_MS = 50;
  const cancelled = new Set<number>();
  let current: { readonly id: number; readonly report: (progress: Progress) => void } | undefined;
  let progress: Progress = { done: 0, total: 0 };
  let reportedAt = 0;

  function goOn(): void {
    if (current !== undefined && cancelled.has(current.id)) throw new CancelledError();
  }
  function show(isDue: boolean): void {
    if (!isDue) return;
    reportedAt = now();
    current?.report(progress);
  }

  return {
    begin(total) {
      goOn();
      progress = { done: 0, total };
      show(true);
    },
    read(bytes) {
      goOn();
      // what two images share is read once and again where it is packed
      progress = { ...progress, done: Math.min(progress.total, progress.done + bytes) };
      show(now() - reportedAt >= EVERY_MS);
    },
    async during(id, report, run) {
      current = { id, report };
      progress = { done: 0, total: 0 };
      try {
        goOn();
        const result = await run();
        // layers that were there already are not read
        if (progress.total > 0) report({ ...progress, done: progress.total });
        return result;
      } finally {
        current = undefined;
        cancelled.delete(id);
      }
    },
    cancel(id) {
      cancelled.add(id);
    },
  };
}
