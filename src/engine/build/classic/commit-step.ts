/**
 * One step of the classic builder becomes an image, with the image before as its parent (moby builder/dockerfile/internals.go). A step
 * that changes settings runs nothing, but docker makes a container for it all the same; its command is the comment that the history shows.
 */
import { createContainer } from '../../container/create-container.ts';
import { mergeHealthcheck } from '../../container/merge-config.ts';
import { removeContainer } from '../../container/remove-container.ts';
import { EngineError } from '../../errors.ts';
import type { Tree } from '../../fs/node.ts';
import { addImageConfig } from '../../image/add-image-config.ts';
import { childImage } from '../../image/child-image.ts';
import { createLayerOf } from '../../layer/commit-layer.ts';
import { findLayerProblem } from '../../layer/layer-problem.ts';
import type { Container } from '../../machine/container.ts';
import { NO_IMAGE } from '../../machine/container-image.ts';
import { drawTimestamp } from '../../machine/draw-timestamp.ts';
import { withEntry } from '../../machine/shared-map.ts';
import { type ContainerId, type ImageId, shortId } from '../../oci/digest.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { badLayerWords } from '../layer-words.ts';
import { StepError } from '../plan/config-change.ts';
import { type ClassicBuild, currentImage, print, type StageState, stepConfig } from './classic-state.ts';
import { findCached } from './image-cache.ts';
import { withoutPrefix } from './without-prefix.ts';

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** `#(nop)  CMD ["a"]`: two blanks, because docker joins the parts with one. */
function commentConfig(state: StageState, comment: string): RunConfig {
  return stepConfig(state, { Cmd: [...shellOf(state), '#(nop) ', comment] });
}
/** `#(nop) COPY file:… in / `: one blank. */
export function actionConfig(state: StageState, comment: string): RunConfig {
  return stepConfig(state, { Cmd: [...shellOf(state), `#(nop) ${comment}`] });
}
export function shellOf(state: StageState): readonly string[] {
  const shell = state.runConfig.Shell;
  return shell !== undefined && shell !== null && shell.length > 0 ? shell : DEFAULT_SHELL;
}

/** Whether the step was done before; then the stage stands on its image, and that is all. */
export function probeCache(build: ClassicBuild, state: StageState, config: RunConfig): boolean {
  if (build.isCacheBusted || build.options.noCache) return false;
  const hit = findCached(build.ctx, build.ref.current, currentImage(build, state), config, build.cacheSources);
  if (hit === undefined) {
    build.isCacheBusted = true;
    return false;
  }
  build.ref.current = hit.machine;
  print(build, ' ---> Using cache\n');
  state.imageId = hit.image.id;
  return true;
}

/** A step that is settings alone. */
export async function commitSettings(build: ClassicBuild, state: StageState, comment: string): Promise<void> {
  if (probeCache(build, state, commentConfig(state, comment))) return;
  fillHealthcheck(build, state);
  const config = commentConfig(state, comment);
  const container = createStepContainer(build, state, config);
  await commitTree(build, state, { containerConfig: asCreated(config, container), container: container.id });
}

/** Making a container fills the stage's own check from the image's; a step that was in the cache makes none, and RUN's has no check. */
export function fillHealthcheck(build: ClassicBuild, state: StageState): void {
  const { Healthcheck: own } = state.runConfig;
  if (own === undefined || own === null) return;
  const filled = mergeHealthcheck(own, currentImage(build, state)?.config.config?.Healthcheck);
  state.runConfig = { ...state.runConfig, Healthcheck: filled ?? own };
}

/** Makes the step's container and says so. */
export function createStepContainer(build: ClassicBuild, state: StageState, config: RunConfig): Container {
  const created = tryCreate(build, state.imageId, config);
  build.ref.current = created.machine;
  build.containers.push(created.container.id);
  print(build, ` ---> Running in ${shortId(created.container.id)}\n`);
  return created.container;
}

function tryCreate(build: ClassicBuild, image: ImageId | undefined, config: RunConfig): ReturnType<typeof createContainer> {
  const { ctx, ref, options, out } = build;
  if (options.limitsProblem !== '') throw new StepError(options.limitsProblem);
  try {
    const { limits: settings, addHosts: extraHosts } = options;
    return createContainer(ctx, ref.current, {
      image: image ?? '',
      hasNoImage: image === undefined,
      config,
      hostConfig: {
        networkMode: options.network || 'default',
        extraHosts,
        ...(Object.keys(settings).length === 0 ? {} : { settings }),
      },
    });
  } catch (error) {
    if (error instanceof EngineError) throw new StepError(withoutPrefix(out.describe(error)));
    throw error;
  }
}

/** The daemon fills in what it is given: a host's name, and labels where there is an image to merge with (moby `runconfig/merge.go`). */
export function asCreated(config: RunConfig, { id, imageId }: Container): RunConfig {
  return { ...config, Hostname: shortId(id), ...(imageId === NO_IMAGE ? {} : { Labels: config.Labels ?? {} }) };
}

/** What a step leaves: its image is the next step's base. */
export interface StepResult {
  readonly containerConfig: RunConfig;
  readonly container?: ContainerId;
  /** the files before and after; left out where only settings changed */
  readonly files?: { readonly base: Tree; readonly tree: Tree };
}

export async function commitTree(build: ClassicBuild, state: StageState, result: StepResult): Promise<void> {
  const { ctx, ref } = build;
  const parent = currentImage(build, state);
  const { files, container } = result;
  const layer =
    files === undefined
      ? undefined
      : await registering(() => createLayerOf(ctx, ref.current.layers, parent?.chain.at(-1), files.base, files.tree));
  const layers = layer === undefined ? ref.current.layers : withEntry(ref.current.layers, layer.chainId, layer);
  // Each step takes its time, so that the rows of a history stand in their order.
  const drawn = drawTimestamp(ctx, { ...ref.current, layers, now: ref.current.now + 1 });
  const config = childImage(parent?.config, {
    created: drawn.created,
    author: state.author,
    ...(container === undefined ? {} : { container }),
    containerConfig: result.containerConfig,
    config: stepConfig(state),
    ...(layer === undefined ? {} : { diffId: layer.diffId }),
  });
  const added = addImageConfig(ctx, drawn.machine, config, state.imageId);
  ref.current = added.machine;
  state.imageId = added.image.id;
}

/** `--rm` after a step that succeeded, `--force-rm` always. */
export function removeStepContainers(build: ClassicBuild): void {
  for (const id of build.containers.splice(0)) {
    if (build.ref.current.containers.has(id))
      build.ref.current = removeContainer(build.ref.current, id, { force: true, volumes: true }).machine;
    print(build, `Removing intermediate container ${shortId(id)}\n`);
  }
}

/** A file that is called like a whiteout of nothing can be made, but not be part of a layer. */
async function registering<T>(register: () => T | Promise<T>): Promise<T> {
  try {
    return await register();
  } catch (error) {
    const problem = findLayerProblem(error);
    throw problem === undefined ? error : new StepError(badLayerWords(problem));
  }
}
