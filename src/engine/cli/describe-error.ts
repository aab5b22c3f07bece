/** The words for what is refused, loaded when something is first refused. */
import { rethrowFatal } from '../errors.ts';
import { createPart } from '../part.ts';
import type { DescribedError } from './errors.ts';

const WORDS = createPart(() => import('./errors.ts'));

/** @throws the error itself where it is a limit or a bug */
export async function describeLater(error: unknown): Promise<DescribedError> {
  rethrowFatal(error);
  return (WORDS.loaded ?? (await WORDS.load())).describeError(error);
}

/** The same for what a container's process could not begin with. */
export async function describeStartLater(error: unknown): Promise<string> {
  rethrowFatal(error);
  return (WORDS.loaded ?? (await WORDS.load())).describeStart(error);
}
