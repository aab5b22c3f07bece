/** The words for what is refused, loaded when something is first refused. */
import { rethrowFatal } from '../errors.ts';
import { createPart } from '../part.ts';
import { type Soon, wait } from '../soon.ts';
import { CommandFailure } from './command-call.ts';
import type { DescribedError } from './errors.ts';

const WORDS = createPart(() => import('./errors.ts'));

/** @throws the error itself where it is a limit or a bug */
export function* describeLater(error: unknown): Soon<DescribedError> {
  rethrowFatal(error);
  if (error instanceof CommandFailure) return { text: error.message, status: error.status };
  return (WORDS.loaded ?? (yield* wait(WORDS.load()))).describeError(error);
}

/** The same for what a container's process could not begin with. */
export function* describeStartLater(error: unknown): Soon<string> {
  rethrowFatal(error);
  return (WORDS.loaded ?? (yield* wait(WORDS.load()))).describeStart(error);
}
