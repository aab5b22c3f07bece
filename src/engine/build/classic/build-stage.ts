/** FROM: a stage of the classic builder begins (moby builder/dockerfile/dispatchers.go initializeStage, evaluator.go). */

import { InvariantError } from '../../errors.ts';
import type { Platform } from '../../oci/manifest.ts';
import { parseInstruction } from '../dockerfile/parse-dockerfile.ts';
import { ProblemFound } from '../dockerfile/problem.ts';
import { formatDetail } from '../dockerfile/problem-words.ts';
import { StageArguments } from '../plan/build-arguments.ts';
import { StepError } from '../plan/config-change.ts';
import { withDefaultPath } from '../plan/environment.ts';
import { readPlatform } from '../plan/platform.ts';
import type { Stage } from '../plan/stages.ts';
import { type ClassicBuild, expanderFor, print, type StageState } from './classic-state.ts';
import { dispatchStep } from './dispatch-step.ts';
import { ROOT_CONFIG } from './root-config.ts';
import { fetchImage } from './source-image.ts';

/** @param meta the ARGs above the first FROM with their values: the only variables that FROM knows */
export async function beginStage(
  build: ClassicBuild,
  stage: Stage,
  buildArgs: ReadonlyMap<string, string | undefined>,
  meta: ReadonlyMap<string, string | undefined>,
): Promise<StageState> {
  const known = new StageArguments(buildArgs, meta);
  const env = [...meta.keys()].flatMap((name) => (known.valueOf(name) === undefined ? [] : [`${name}=${known.valueOf(name)}`]));
  build.isCacheBusted = false;
  const platform = readPlatform(expanderFor(build, env).word(stage.from.platform));
  const image = await baseOf(build, stage, expanderFor(build, env).word(stage.from.image.text), platform);
  const config = image?.config.config ?? {};
  const state: StageState = {
    imageId: image?.id,
    runConfig: {
      ...ROOT_CONFIG,
      ...config,
      Env: withDefaultPath(config.Env),
      OpenStdin: false,
      StdinOnce: false,
      OnBuild: config.OnBuild ?? null,
    },
    author: '',
    cmdSet: false,
    args: known,
    referenced: new Set(),
  };
  const triggers = state.runConfig.OnBuild ?? [];
  if (triggers.length === 0) return state;
  state.runConfig = { ...state.runConfig, OnBuild: null };
  print(build, `# Executing ${triggers.length} build trigger${triggers.length > 1 ? 's' : ''}\n`);
  for (const trigger of triggers) await dispatchStep(build, state, readTrigger(trigger));
  return state;
}

function readTrigger(trigger: string) {
  try {
    return parseInstruction(trigger, 'classic');
  } catch (error) {
    if (error instanceof ProblemFound) throw new StepError(formatDetail(error.detail, 'classic'));
    throw error;
  }
}

async function baseOf(build: ClassicBuild, stage: Stage, name: string, platform: Platform | undefined) {
  if (name === '') throw new StepError(`base name (${stage.from.image.text}) should not be blank`);
  const earlier = build.stages.find((one) => one.name !== '' && one.name === name.toLowerCase());
  if (earlier !== undefined) {
    const image = earlier.imageId === undefined ? undefined : build.ref.current.images.get(earlier.imageId);
    if (earlier.imageId !== undefined && image === undefined) throw new InvariantError(`stage ${name} lost its image`);
    return image;
  }
  return name === 'scratch' ? undefined : fetchImage(build, name, platform);
}
