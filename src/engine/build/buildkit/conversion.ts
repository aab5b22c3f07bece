/** What the conversion of a whole Dockerfile shares. */
import type { EngineContext } from '../../cas/content-store.ts';
import type { MachineRef } from '../../machine/machine.ts';
import type { Digest } from '../../oci/digest.ts';
import type { BuildOptions, BuildOutput } from '../build-options.ts';
import { ExpandError, type ExpandOptions, expand } from '../dockerfile/expand.ts';
import type { Expander } from '../dockerfile/expand-instruction.ts';
import type { InstructionBase } from '../dockerfile/instruction.ts';
import type { BuildPlan } from '../plan/stages.ts';
import { BuildFailure, type SourceLines } from './build-failure.ts';
import type { BaseImage } from './operations.ts';
import type { StageState } from './stage-state.ts';
import type { VertexLog } from './vertex-log.ts';

export interface Conversion {
  readonly ctx: EngineContext;
  readonly ref: MachineRef;
  readonly options: BuildOptions;
  readonly out: BuildOutput;
  readonly log: VertexLog;
  readonly plan: BuildPlan;
  readonly buildArgs: ReadonlyMap<string, string | undefined>;
  /** ARGs above the first FROM and the platform's own, with their values */
  readonly globals: ReadonlyMap<string, string>;
  readonly images: Map<string, BaseImage>;
  /** records of the cache that count as used by this build already */
  readonly used: Set<Digest>;
  readonly stages: Map<number, StageState>;
  readonly atWork: Set<number>;
  /** stages have their name in front of their steps */
  readonly isNamed: boolean;
}

/** What `ARG TARGETARCH` and its like give. */
export const PLATFORM_ARGS: ReadonlyMap<string, string> = new Map(
  ['BUILD', 'TARGET'].flatMap((side) => [
    [`${side}PLATFORM`, 'linux/amd64'],
    [`${side}OS`, 'linux'],
    [`${side}ARCH`, 'amd64'],
    [`${side}VARIANT`, ''],
  ]),
);

export function linesOf(instruction: Pick<InstructionBase, 'range'>): SourceLines {
  return { first: instruction.range.start.line, last: instruction.range.end.line };
}

/** @throws BuildFailure with the instruction's lines */
export function expanderFor(conversion: Pick<Conversion, 'plan'>, env: ReadonlyMap<string, string>, lines: SourceLines): Expander {
  const options: ExpandOptions = { escapeToken: conversion.plan.dockerfile.escapeToken, frontend: 'buildkit' };
  const run = (text: string, more: Partial<ExpandOptions> = {}) => {
    try {
      return expand(text, env, { ...options, ...more });
    } catch (error) {
      if (error instanceof ExpandError) throw new BuildFailure(error.message, lines);
      throw error;
    }
  };
  return {
    word: (text) => run(text).text,
    words: (text) => run(text).words,
    heredoc: (text) => run(text, { skipQuotes: true }).text,
  };
}

/** The instruction as its step is called: its variables put in as far as they have a value. */
export function stepName(conversion: Pick<Conversion, 'plan'>, source: string, env: ReadonlyMap<string, string>): string {
  const { escapeToken } = conversion.plan.dockerfile;
  const named = source.replace(/^\S+/, (keyword) => keyword.toUpperCase());
  try {
    return expand(named, env, { escapeToken, frontend: 'buildkit', skipUnset: true, rawQuotes: true }).text;
  } catch (error) {
    if (error instanceof ExpandError) return named;
    throw error;
  }
}
