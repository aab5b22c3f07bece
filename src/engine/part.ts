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
  /** One that failed is tried again by the next call. @throws PartError where it could not be fetched */
  load(): Promise<T>;
}

/** @param fetchPart `() => import('…')`, written out, so that a bundler sees what to split off */
export function createPart<T>(fetchPart: () => Promise<T>): Part<T> {
  let loaded: T | undefined;
  return {
    get loaded() {
      return loaded;
    },
    async load() {
      if (loaded !== undefined) return loaded;
      try {
        loaded = await fetchPart();
      } catch (error) {
        throw new PartError(error);
      }
      return loaded;
    },
  };
}
