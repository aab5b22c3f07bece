/**
 * Parts of the engine that are fetched when they are first needed: in the browser each is a file of its own, so a learner who only
 * pulls and runs an image never loads the builders. Once a part is there, `loaded` gives it without waiting.
 *
 * Loading takes no simulated time and lets nothing else run, so what a line does and prints is the same whether the parts were there
 * before or not.
 */
import { PartError } from './errors.ts';

export interface Part<T> {
  readonly loaded: T | undefined;
  /** Once for all who wait; one that failed is tried again by the next call. @throws PartError where it could not be fetched */
  load(): Promise<T>;
}

/** @param fetchPart `() => import('…')`, written out, so that a bundler sees what to split off */
export function createPart<T>(fetchPart: () => Promise<T>): Part<T> {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  async function fetchNow(): Promise<T> {
    loaded = await fetchPart();
    return loaded;
  }
  function giveUp(error: unknown): never {
    loading = undefined;
    throw new PartError(error);
  }
  return {
    get loaded() {
      return loaded;
    },
    load() {
      loading ??= fetchNow().catch(giveUp);
      return loading;
    },
  };
}
