/** FROM: a stage begins, and its instructions are worked in (moby/buildkit frontend/dockerfile/dockerfile2llb convert.go). */

import type { RunConfig } from '../../oci/image-config.ts';
import { parseInstruction } from '../dockerfile/parse-dockerfile.ts';
import { ProblemFound } from '../dockerfile/problem.ts';
import { formatDetail } from '../dockerfile/problem-words.ts';
import { StepError } from '../plan/config-change.ts';
import { environmentOf, withDefaultPath } from '../plan/environment.ts';
import { readPlatform } from '../plan/platform.ts';
import { findStageByName, type Stage } from '../plan/stages.ts';
import { BuildFailure } from './build-failure.ts';
import { type Conversion, expanderFor, linesOf } from './conversion.ts';
import { convertInstruction } from './convert-instruction.ts';
import type { Operation } from './operations.ts';
import { resolveImage } from './resolve-image.ts';
import { type StageState, stepPrefix } from './stage-state.ts';

const COUNTED = new Set(['add', 'copy', 'run', 'workdir']);

/** The stage as it ends, with everything that it needs from others; each stage once. @throws BuildFailure */
export async function convertStage(conversion: Conversion, stage: Stage): Promise<StageState> {
  const done = conversion.stages.get(stage.index);
  if (done !== undefined) return done;
  const lines = linesOf(stage.from);
  if (conversion.atWork.has(stage.index))
    throw new BuildFailure(`circular dependency detected on stage: ${stageLabel(stage)}`, lines);
  conversion.atWork.add(stage.index);
  const state = await beginStage(conversion, stage);
  const triggers = state.config.OnBuild ?? [];
  state.config = { ...state.config, OnBuild: null };
  for (const trigger of triggers) await convertInstruction(conversion, stage, state, readTrigger(trigger, lines), convertStage);
  for (const instruction of stage.instructions) await convertInstruction(conversion, stage, state, instruction, convertStage);
  conversion.atWork.delete(stage.index);
  conversion.stages.set(stage.index, state);
  return state;
}

function stageLabel(stage: Stage): string {
  return stage.name === '' ? `stage-${stage.index}` : stage.name;
}

async function beginStage(conversion: Conversion, stage: Stage): Promise<StageState> {
  const lines = linesOf(stage.from);
  const { word } = expanderFor(conversion, conversion.globals, lines);
  checkPlatform(word(stage.from.platform), lines);
  const name = word(stage.from.image.text);
  if (name === '') throw new BuildFailure(`base name (${stage.from.image.text}) should not be blank`, lines);
  const prefix = conversion.isNamed ? stageLabel(stage) : '';
  const counted = stage.instructions.filter((instruction) => COUNTED.has(instruction.kind)).length;
  const earlier = findStageByName(conversion.plan.stages.slice(0, stage.index), name);
  if (earlier !== undefined) {
    const base = await convertStage(conversion, earlier);
    return {
      ...base,
      history: [...base.history],
      env: new Map(base.env),
      args: [],
      cmdSet: false,
      step: 0,
      steps: counted,
      prefix,
    };
  }
  if (name === 'scratch') {
    const config: RunConfig = { Env: withDefaultPath(undefined), WorkingDir: '/' };
    return {
      ...emptyState(config),
      operation: { kind: 'scratch' },
      author: '',
      history: [],
      steps: counted,
      prefix,
      base: undefined,
    };
  }
  const image = await resolveImage(conversion, name, lines);
  const config: RunConfig = { ...image.config.config, Env: withDefaultPath(image.config.config?.Env) };
  const placeholder: Operation = { kind: 'scratch' };
  const state: StageState = {
    ...emptyState(config),
    operation: placeholder,
    author: image.config.author ?? '',
    history: [...(image.config.history ?? [])],
    steps: counted + 1,
    prefix,
    base: image.config,
  };
  state.operation = { kind: 'image', image, name: `${stepPrefix(state)}FROM ${image.name}` };
  return state;
}

function checkPlatform(platform: string, lines: BuildFailure['lines']): void {
  try {
    readPlatform(platform);
  } catch (error) {
    if (error instanceof StepError) throw new BuildFailure(error.message, lines);
    throw error;
  }
}

function emptyState(config: RunConfig): Pick<StageState, 'config' | 'env' | 'args' | 'cmdSet' | 'step'> {
  return { config, env: new Map(environmentOf(config.Env ?? [])), args: [], cmdSet: false, step: 0 };
}

function readTrigger(trigger: string, lines: BuildFailure['lines']) {
  try {
    return parseInstruction(trigger, 'buildkit');
  } catch (error) {
    if (error instanceof ProblemFound) throw new BuildFailure(formatDetail(error.detail, 'buildkit'), lines);
    throw error;
  }
}
