/** The guided trial of the home page: a few lines in a row, each with a sentence that is only true where the one before went as told. */
import type { ShownEntry } from './entry-list.ts';

export interface TrialLine {
  readonly line: string;
  /** with which it ends when the ones before it were run, and nothing else */
  readonly status: number;
}

export interface TrialState {
  /** how many of the lines have been run */
  readonly done: number;
  /** absent at the end, and where the visitor has gone their own way */
  readonly next?: TrialLine;
  readonly isOwnWay: boolean;
}

export function readTrial(lines: readonly TrialLine[], entries: readonly ShownEntry[]): TrialState {
  const steps = entries.filter(({ step }) => step !== undefined);
  const isOwnWay = steps.some(({ line, state }, index) => {
    const expected = lines[index];
    return expected === undefined || line.trim() !== expected.line || (state.kind === 'done' && state.status !== expected.status);
  });
  const next = isOwnWay ? undefined : lines[steps.length];
  return { done: steps.length, isOwnWay, ...(next === undefined ? {} : { next }) };
}
