/**
 * The only place that turns what the engine refuses into docker's words and exit status; `words/` has one file per family of codes,
 * each a switch that does not compile while a code has no words.
 */

import { BuildError } from '../build/build-errors.ts';
import { ContainerError } from '../container/container-error.ts';
import { ImageError } from '../image/image-error.ts';
import { ProcessError } from '../process/process-error.ts';
import { InvalidReferenceError } from '../reference/reference-error.ts';
import { RegistryError } from '../registry/registry-error.ts';
import { CommandFailure } from './command-call.ts';
import { containerProblem } from './words/container-words.ts';
import { daemonSays } from './words/daemon-words.ts';
import { imageProblem } from './words/image-words.ts';
import { startProblem } from './words/process-words.ts';
import { referenceProblem } from './words/reference-words.ts';
import { registryProblem } from './words/registry-words.ts';

export interface DescribedError {
  /** for stderr, without the newline at its end; '' where nothing is to be said */
  readonly text: string;
  readonly status: number;
}

/** @throws the error itself where it is a limit or a bug */
export function describeError(error: unknown): DescribedError {
  if (error instanceof CommandFailure) return { text: error.message, status: error.status };
  if (error instanceof InvalidReferenceError) {
    const problem = referenceProblem(error);
    return { text: error.data.dialect === 'client' ? problem : daemonSays(problem), status: 1 };
  }
  if (error instanceof ImageError) return { text: imageProblem(error), status: 1 };
  if (error instanceof RegistryError) return { text: registryProblem(error), status: 1 };
  if (error instanceof ContainerError) return { text: containerProblem(error), status: 1 };
  if (error instanceof BuildError)
    return { text: error.data.side === 'daemon' ? daemonSays(error.data.message) : error.data.message, status: error.data.status };
  throw error;
}

/** The text for what a start was refused with: a process has words of its own. */
export function describeStart(error: unknown): string {
  return error instanceof ProcessError ? startProblem(error).text : describeError(error).text;
}
