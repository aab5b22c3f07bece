/** Making erased rows unreadable: one run serves all who asked before it began, and one that failed is tried again. */
import type { Storage } from './storage.ts';

export interface Scrubber {
  /** Ends when a run that began after this call has ended, well or not. */
  scrub(): Promise<void>;
  /** Once more, where the last run failed. */
  again(): Promise<void>;
}

export function createScrubber(storage: Pick<Storage, 'scrub'>, onError: (error: unknown) => void): Scrubber {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let isDue = false;

  async function run(): Promise<void> {
    next = undefined;
    try {
      await storage.scrub();
      isDue = false;
    } catch (error) {
      isDue = true;
      onError(error);
    }
  }

  function scrub(): Promise<void> {
    if (next === undefined) {
      next = running.then(run);
      running = next;
    }
    return next;
  }

  return { scrub, again: () => (isDue ? scrub() : Promise.resolve()) };
}
