/** Why bytes are no image config, as a reader of docker's finds it: for load and for pull. */
import { findText } from '../bytes/utf8.ts';
import { findTimeProblem, type TimeProblem } from './go-time.ts';
import { findJsonProblem, type JsonProblem } from './json-problem.ts';
import { type JsonKind, kindOf, valueAt } from './json-shape.ts';

export interface ConfigProblem {
  /** a path of keys; empty for the whole */
  readonly at: string;
  /** it is no JSON */
  readonly problem?: JsonProblem;
  /** what stands there */
  readonly got?: JsonKind;
  /** it is no time */
  readonly time?: TimeProblem;
}

/** @param at where `decodeImageConfig` gave up */
export function findConfigProblem(bytes: Uint8Array, at: string): ConfigProblem {
  const problem = findJsonProblem(bytes);
  if (problem !== undefined) return { at: '', problem };
  const value = valueAt(JSON.parse(findText(bytes) ?? 'null'), at);
  const time = /(?:^|\.)created$/.test(at) && value !== undefined ? findTimeProblem(JSON.stringify(value)) : undefined;
  return { at, got: kindOf(value), ...(time === undefined ? {} : { time }) };
}
