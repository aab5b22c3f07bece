/**
 * Work that waits only where it must. Most of what the engine does is done at once, and a promise for each step of it costs more than the
 * step; but any step may have to fetch bytes. So such work is a generator that yields the promises it waits for: where there are
 * none, `soon` has run it to its end and gives the value itself (docs/decisions/0007).
 */

/** What a generator gives that yields only what `wait` yields. */
export interface Soon<T> {
  next(value?: unknown): IteratorResult<Promise<unknown>, T>;
  return(value: T): IteratorResult<Promise<unknown>, T>;
  throw(error: unknown): IteratorResult<Promise<unknown>, T>;
  [Symbol.iterator](): Soon<T>;
}

/** The value, or that of the promise or the work; a rejection is thrown. */
export function wait<T>(value: T | Promise<T> | Soon<T>): Soon<T> {
  if (value instanceof Promise) return waitFor(value);
  return isWork(value) ? value : new Done(value);
}

function* waitFor<T>(promise: Promise<T>): Soon<T> {
  return (yield promise) as T;
}

/** What is there already: a generator for it would cost more than most of what is waited for. */
class Done<T> implements Soon<T> {
  private readonly result: IteratorReturnResult<T>;
  constructor(value: T) {
    this.result = { done: true, value };
  }
  next(): IteratorResult<Promise<unknown>, T> {
    return this.result;
  }
  return(value: T): IteratorResult<Promise<unknown>, T> {
    return { done: true, value };
  }
  throw(error: unknown): never {
    throw error;
  }
  [Symbol.iterator](): this {
    return this;
  }
}

function isWork<T>(value: T | Soon<T>): value is Soon<T> {
  return typeof value === 'object' && value !== null && 'throw' in value && 'next' in value;
}

/** Runs it: at once if that is possible, else as far as that goes, and the rest when what it waits for is there. */
export function soon<T>(work: Soon<T>): T | Promise<T> {
  const { done, value } = work.next();
  return done === true ? value : runLater(work, value);
}

async function runLater<T>(work: Soon<T>, first: Promise<unknown>): Promise<T> {
  for (let waiting = first; ; ) {
    const outcome = await settled(waiting);
    const { done, value } = 'value' in outcome ? work.next(outcome.value) : work.throw(outcome.error);
    if (done === true) return value;
    waiting = value;
  }
}

async function settled(promise: Promise<unknown>): Promise<{ readonly value: unknown } | { readonly error: unknown }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}
