/**
 * The engine's two kinds of trouble (CONTRIBUTING.md, "How code reads here").
 *
 * A **domain error** is something that Docker itself would refuse: it carries a code of a closed union and typed data, and no
 * sentence; `cli/errors.ts` alone turns it into docker's words. A **limit**, a **bug**, or a part of the engine that could not be
 * fetched is ours: it is never swallowed, so the first line of a broad catch is `rethrowFatal(error)`.
 */

/** Thrown for what Docker refuses. `code` is permanent; `data` is what the wording needs. */
export class EngineError<Code extends string = string, Data = unknown> extends Error {
  readonly code: Code;
  readonly data: Data;
  constructor(code: Code, data: Data) {
    super(`${code} ${JSON.stringify(data)}`);
    this.name = 'EngineError';
    this.code = code;
    this.data = data;
  }
}

/** A limit of `ports.limits` was reached; `limit` is its key there. */
export class LimitError extends Error {
  readonly limit: string;
  readonly max: number;
  constructor(limit: string, max: number) {
    super(`limit ${limit} (${max}) reached`);
    this.name = 'LimitError';
    this.limit = limit;
    this.max = max;
  }
}

/** Something that cannot be true was true: a bug of ours. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvariantError';
  }
}

/** A part of the engine could not be fetched: no network, or the site has changed since the page was loaded. See `part.ts`. */
export class PartError extends Error {
  constructor(cause: unknown) {
    super('a part of the engine could not be loaded', { cause });
    this.name = 'PartError';
  }
}

/** Somebody outside wanted no more of it (`WatchPort`). */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

export function rethrowFatal(error: unknown): void {
  const isFatal = [LimitError, InvariantError, PartError, CancelledError].some((kind) => error instanceof kind);
  if (isFatal) throw error;
}
