/**
 * `docker build` with DOCKER_BUILDKIT=0: one image for each instruction, each the parent of the next (moby builder/dockerfile/builder.go;
 * SEMANTICS section 7). The images stay when a later step fails.
 */
import type { EngineContext } from '../../cas/content-store.ts';
import { EngineError } from '../../errors.ts';
import { findImage } from '../../image/find-image.ts';
import { ImageError } from '../../image/image-error.ts';
import type { Image, MachineRef } from '../../machine/machine.ts';
import { type ImageId, shortId } from '../../oci/digest.ts';
import type { Reference } from '../../reference/reference.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions, BuildOutput } from '../build-options.ts';
import { readClassicContext } from '../context/classic-context.ts';
import type { LabelInstruction } from '../dockerfile/instruction.ts';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { formatSize } from '../human-size.ts';
import { PROXY_ARGS, parseBuildArgs, StageArguments } from '../plan/build-arguments.ts';
import { StepError } from '../plan/config-change.ts';
import { type BuildPlan, findStageByName, planStages, type Stage } from '../plan/stages.ts';
import { checkTags, tagResult, writeIdFile } from '../plan/tag-result.ts';
import { beginStage } from './build-stage.ts';
import { checkRequest } from './check-request.ts';
import { type ClassicBuild, expanderFor, print, type StageState } from './classic-state.ts';
import { dispatchStep } from './dispatch-step.ts';

/** @throws BuildError before the first step */
export async function buildClassic(
  ctx: EngineContext,
  ref: MachineRef,
  options: BuildOptions,
  out: BuildOutput,
): Promise<{ exitCode: number }> {
  const quiet = options.quiet ? new HeldOutput(out) : undefined;
  const shown = quiet ?? out;
  const showSent = (size: number): void =>
    shown.write(1, `Sending build context to Docker daemon ${formatSize(size).padStart(8)}\r\r\n`);
  try {
    const context = await readClassicContext(ctx, ref.current.host.tree, options);
    showSent(context.size);
    checkRequest(options);
    const references = checkTags(options.tags);
    const { plan, warnings } = readPlan(context.dockerfile, context.dockerfileName, options);
    const build: ClassicBuild = {
      ctx,
      ref,
      options,
      out: shown,
      context,
      escapeToken: plan.dockerfile.escapeToken,
      cacheSources: listCacheSources(ref, options),
      stages: [],
      containers: [],
      isCacheBusted: false,
    };
    print(build, warnings);
    const imageId = await buildStages(build, plan);
    print(build, `Successfully built ${shortId(imageId)}\n`);
    for (const name of tagBuilt(build, imageId, references)) print(build, `Successfully tagged ${name}\n`);
    if (options.quiet) out.write(1, `${imageId}\n`);
    // What -q prints is kept, its end of line with it.
    return writeIdFile(ref, options, options.quiet ? `${imageId}\n` : imageId, out);
  } catch (error) {
    if (error instanceof BuildError && error.data.sent !== undefined) showSent(error.data.sent);
    quiet?.release();
    if (!(error instanceof StepError)) throw error;
    out.write(2, `${error.message}\n`);
    return { exitCode: error.status };
  }
}

/** The answer has begun, so what is refused comes in it like a step that fails. */
function tagBuilt({ ref, out }: ClassicBuild, imageId: ImageId, references: readonly Reference[]): readonly string[] {
  try {
    return tagResult(ref, imageId, references);
  } catch (error) {
    throw error instanceof ImageError ? new StepError(out.describe(error)) : error;
  }
}

function readPlan(text: string, name: string, options: BuildOptions): { plan: BuildPlan; warnings: string } {
  if (text === '') throw new BuildError('build.dockerfile', `the Dockerfile (${name}) cannot be empty`);
  const dockerfile = parseDockerfile(text, 'classic');
  const plan = planStages(dockerfile, name);
  const empty = dockerfile.emptyContinuations.map((line) => `[WARNING]: Empty continuation line found in:\n    ${line}\n`).join('');
  const warnings = empty === '' ? '' : `${empty}[WARNING]: Empty continuation lines will become errors in a future release.\n`;
  if (options.target === '') return { plan, warnings };
  const target = findStageByName(plan.stages, options.target);
  if (target === undefined) throw new BuildError('build.target', `failed to reach build target ${options.target} in Dockerfile`);
  return { plan: { ...plan, stages: plan.stages.slice(0, target.index + 1) }, warnings };
}

/** Every stage up to the target, needed or not. */
async function buildStages(build: ClassicBuild, plan: BuildPlan) {
  const labels = build.options.labels.map(labelInstruction).sort((left, right) => (left.source < right.source ? -1 : 1));
  const stages: readonly Stage[] = plan.stages.map((stage, index) =>
    index === plan.stages.length - 1 ? { ...stage, instructions: [...stage.instructions, ...labels] } : stage,
  );
  const total = plan.metaArgs.length + stages.reduce((sum, stage) => sum + 1 + stage.instructions.length, 0);
  let number = 0;
  const announce = (source: string): void => print(build, `Step ${++number}/${total} : ${source}\n`);
  const buildArgs = parseBuildArgs(build.options.buildArgs, build.options.env);
  const meta = new Map<string, string | undefined>();
  for (const { source, args } of plan.metaArgs) {
    announce(source);
    const known = new StageArguments(buildArgs, meta);
    const expander = expanderFor(
      build,
      [...meta.keys()].map((name) => `${name}=${known.valueOf(name) ?? ''}`),
    );
    for (const arg of args)
      meta.set(expander.word(arg.name.text), arg.value === undefined ? undefined : expander.word(arg.value.text));
  }
  const referenced = new Set([...meta.keys(), ...PROXY_ARGS]);
  let last: StageState | undefined;
  for (const stage of stages) {
    if (stage.name !== '' && build.stages.some((earlier) => earlier.name === stage.name))
      throw new StepError(`${stage.name} stage name already used`);
    announce(stage.from.source);
    last = await beginStage(build, stage, buildArgs, meta);
    printImage(build, last);
    for (const instruction of stage.instructions) {
      announce(instruction.source);
      await dispatchStep(build, last, instruction);
      printImage(build, last);
    }
    for (const name of last.referenced) referenced.add(name);
    build.stages.push({ name: stage.name, imageId: last.imageId });
  }
  const unused = [...buildArgs.keys()].filter((name) => !referenced.has(name)).sort();
  if (unused.length > 0) print(build, `[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
  // The daemon trips over its own feet here, and the answer just ends.
  if (last === undefined) throw new StepError('unexpected EOF');
  if (last.imageId === undefined) throw new StepError('No image was generated. Is your Dockerfile empty?');
  return last.imageId;
}

function printImage(build: ClassicBuild, state: StageState): void {
  print(build, ` ---> ${state.imageId === undefined ? '' : shortId(state.imageId)}\n`);
}

/** `--label` is a LABEL at the end of the last stage; its text is taken as it is. */
function labelInstruction(label: string): LabelInstruction {
  const equals = label.indexOf('=');
  const [key, value] = equals < 0 ? [label, ''] : [label.slice(0, equals), label.slice(equals + 1)];
  const start = { line: 0, column: 0 };
  const token = (text: string) => ({ text: text.replaceAll(/[\\$'"]/g, '\\$&'), range: { start, end: start } });
  return {
    kind: 'label',
    keyword: token('LABEL'),
    flags: [],
    source: `LABEL ${key}=${value}`,
    argument: token(label),
    heredocs: [],
    range: { start, end: start },
    pairs: [{ key: token(key), value: token(value), isLegacy: false }],
  };
}

function listCacheSources(ref: MachineRef, options: BuildOptions): readonly Image[] | undefined {
  if (options.cacheFrom.length === 0) return undefined;
  return options.cacheFrom.flatMap((name) => {
    try {
      const image = findImage(ref.current, name);
      return image === undefined ? [] : [image];
    } catch (error) {
      if (error instanceof EngineError) return [];
      throw error;
    }
  });
}

/** `-q`: nothing is shown unless the build fails; then all of it, on stderr. */
class HeldOutput implements BuildOutput {
  readonly #out: BuildOutput;
  #held = '';
  constructor(out: BuildOutput) {
    this.#out = out;
  }
  write(_fd: 1 | 2, text: string): void {
    this.#held += text;
  }
  describe(error: unknown): string {
    return this.#out.describe(error);
  }
  pulled(): void {}
  release(): void {
    this.#out.write(2, this.#held);
  }
}
