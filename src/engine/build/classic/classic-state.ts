/** What one run of the classic builder carries from step to step. */

import type { EngineContext } from '../../cas/content-store.ts';
import { InvariantError } from '../../errors.ts';
import type { Image, MachineRef } from '../../machine/machine.ts';
import type { ContainerId, ImageId } from '../../oci/digest.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { variableName } from '../../oci/variable-name.ts';
import type { BuildOptions, BuildOutput } from '../build-options.ts';
import type { ClassicContext } from '../context/classic-context.ts';
import { ExpandError, type ExpandOptions, expand } from '../dockerfile/expand.ts';
import type { Expander } from '../dockerfile/expand-instruction.ts';
import type { StageArguments } from '../plan/build-arguments.ts';
import { StepError } from '../plan/config-change.ts';
import { environmentOf } from '../plan/environment.ts';
import { ROOT_CONFIG } from './root-config.ts';

export interface ClassicBuild {
  readonly ctx: EngineContext;
  readonly ref: MachineRef;
  readonly options: BuildOptions;
  readonly out: BuildOutput;
  readonly context: ClassicContext;
  readonly escapeToken: string;
  /** undefined without `--cache-from` */
  readonly cacheSources: readonly Image[] | undefined;
  /** stages that are done, in order */
  readonly stages: { readonly name: string; readonly imageId: ImageId | undefined }[];
  /** made by the step at work, removed after it */
  readonly containers: ContainerId[];
  /** from the first miss of a stage on nothing is looked up any more */
  isCacheBusted: boolean;
}

/** One stage at work. */
export interface StageState {
  /** what the next step stands on; undefined: nothing, `FROM scratch` */
  imageId: ImageId | undefined;
  runConfig: RunConfig;
  author: string;
  cmdSet: boolean;
  readonly args: StageArguments;
  readonly referenced: Set<string>;
}

export function currentImage(build: ClassicBuild, state: StageState): Image | undefined {
  if (state.imageId === undefined) return undefined;
  const image = build.ref.current.images.get(state.imageId);
  if (image === undefined) throw new InvariantError(`build step on a missing image ${state.imageId}`);
  return image;
}

/** The stage's settings with the image that they stand on, as each step's container and image have them. */
export function stepConfig(state: StageState, changes: RunConfig = {}): RunConfig {
  return { ...ROOT_CONFIG, ...state.runConfig, Image: state.imageId ?? '', ...changes };
}

/** Variables of the image, then ARGs that it does not have. */
export function stepEnvironment(state: StageState): readonly string[] {
  const env = state.runConfig.Env ?? [];
  return [...env, ...state.args.list(new Set(env.map(variableName)))];
}

/** @throws StepError with docker's words for a wrong variable */
export function expanderFor(build: Pick<ClassicBuild, 'escapeToken'>, env: readonly string[]): Expander {
  const environment = environmentOf(env);
  const options: ExpandOptions = { escapeToken: build.escapeToken, frontend: 'classic' };
  const run = (text: string) => {
    try {
      return expand(text, environment, options);
    } catch (error) {
      if (error instanceof ExpandError) throw new StepError(error.message);
      throw error;
    }
  };
  return { word: (text) => run(text).text, words: (text) => run(text).words, heredoc: (text) => text };
}

export function print(build: ClassicBuild, text: string): void {
  build.out.write(1, text);
}
