/**
 * `docker build` as it is by default since Docker 23 (SEMANTICS section 11): the Dockerfile becomes a graph, only what the result needs is
 * done, steps come from a cache of their own, and the image has no parent and leaves no others behind.
 */
import type { EngineContext } from '../../cas/content-store.ts';
import type { MachineRef } from '../../machine/machine.ts';
import { formatReference, type Reference } from '../../reference/reference.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions, BuildOutput } from '../build-options.ts';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { formatProblem } from '../dockerfile/problem-words.ts';
import { suggestWord } from '../dockerfile/suggest.ts';
import { parseBuildArgs } from '../plan/build-arguments.ts';
import { type BuildPlan, findStageByName, planStages, type Stage } from '../plan/stages.ts';
import { checkTags, tagResult, writeIdFile } from '../plan/tag-result.ts';
import { BuildFailure, formatFailure } from './build-failure.ts';
import { type Conversion, expanderFor, linesOf, PLATFORM_ARGS } from './conversion.ts';
import { convertStage } from './convert-stage.ts';
import { exportImage } from './export-image.ts';
import { type LocalSources, loadDockerfile, loadIgnoreFile, locateSources } from './local-sources.ts';
import { readSecrets } from './secrets.ts';
import { solveGraph } from './solve-graph.ts';
import type { Solver } from './solver.ts';
import { findSourceStage } from './source-stage.ts';
import { VertexLog } from './vertex-log.ts';

/** @throws BuildError for what the client refuses */
export async function buildBuildkit(
  ctx: EngineContext,
  ref: MachineRef,
  options: BuildOptions,
  out: BuildOutput,
): Promise<{ exitCode: number }> {
  const references = checkTags(options.tags);
  const log = new VertexLog(out, options.quiet || options.progress === 'quiet');
  const client = { ctx, ref, options, out, log };
  const sources = await locateSources(client);
  const secrets = await readSecrets(ref.current.host.tree, options);
  let dockerfile = '';
  try {
    dockerfile = await loadDockerfile(client, sources);
    const ignored = await loadIgnoreFile(client, sources);
    const conversion = planConversion(client, dockerfile);
    const target = findTarget(conversion.plan, options.target);
    const state = await convertStage(conversion, target);
    const solver: Solver = {
      ...conversion,
      sources,
      ignored,
      solved: new Map(),
      openImages: new Map(),
      context: undefined,
    };
    const result = await solveGraph(solver, state.operation, secrets);
    const vertex = log.begin('exporting to image', ref.current.now);
    const image = exportImage(solver, state, result);
    vertex.status('exporting layers done');
    vertex.status(`writing image ${image.id} done`);
    for (const reference of references) vertex.status(`naming to ${shownReference(reference, options)} done`);
    tagResult(ref, image.id, references);
    vertex.done(ref.current.now);
    if (options.quiet) out.write(1, `${image.id}\n`);
    return writeIdFile(ref, options, image.id, out);
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    out.write(2, formatFailure(error, nameOf(sources), dockerfile));
    return { exitCode: 1 };
  }
}

function nameOf(sources: LocalSources): string {
  return sources.dockerfileName;
}

/** `docker.io/library/app`: docker shows `:latest` only where it was typed. */
function shownReference(reference: Reference, options: BuildOptions): string {
  const full = formatReference(reference);
  return reference.tag === 'latest' && !options.tags.some((tag) => tag.endsWith(':latest')) ? full.replace(/:latest$/, '') : full;
}

function planConversion(client: Pick<Conversion, 'ctx' | 'ref' | 'options' | 'out' | 'log'>, text: string): Conversion {
  const plan = planFile(text);
  const buildArgs = parseBuildArgs(client.options.buildArgs, client.options.env);
  return {
    ...client,
    plan,
    buildArgs,
    globals: globalArgs(plan, buildArgs),
    images: new Map(),
    used: new Set(),
    stages: new Map(),
    atWork: new Set(),
    isNamed: plan.stages.length > 1 || plan.stages.some((stage) => hasOtherSources(plan, stage)),
  };
}

function planFile(text: string): BuildPlan {
  const dockerfile = parseDockerfile(text, 'buildkit');
  const [problem] = dockerfile.problems;
  if (problem !== undefined) {
    const { range } = problem;
    const lines = text === '' ? undefined : { first: problem.line, last: Math.max(problem.line, range.end.line) };
    throw new BuildFailure(formatProblem(problem, 'buildkit'), lines);
  }
  try {
    const plan = planStages(dockerfile);
    if (plan.stages.length === 0) throw new BuildFailure('dockerfile contains no stages to build');
    return plan;
  } catch (error) {
    if (error instanceof BuildError) throw new BuildFailure(error.data.message);
    throw error;
  }
}

/** An image or an empty folder that is copied or mounted from counts as a stage; then steps carry their stage's name. */
function hasOtherSources(plan: BuildPlan, stage: Stage): boolean {
  return stage.instructions.some((instruction) => {
    if (instruction.kind === 'copy')
      return instruction.from !== '' && findSourceStage({ plan }, instruction.from, true) === undefined;
    return (
      instruction.kind === 'run' && instruction.mounts.some(({ value }) => /(?:^|,)(?:type=(?:cache|tmpfs)|from=)/i.test(value))
    );
  });
}

function globalArgs(plan: BuildPlan, buildArgs: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string> {
  const globals = new Map<string, string>();
  for (const [name, value] of PLATFORM_ARGS) globals.set(name, buildArgs.get(name) ?? value);
  for (const instruction of plan.metaArgs) {
    for (const { name, value } of instruction.args) {
      const own = value === undefined ? undefined : expanderFor({ plan }, globals, linesOf(instruction)).word(value.text);
      const actual = buildArgs.get(name.text) ?? own;
      if (actual !== undefined) globals.set(name.text, actual);
    }
  }
  return globals;
}

function findTarget(plan: BuildPlan, name: string): Stage {
  const last = plan.stages.at(-1);
  const target = name === '' ? last : findStageByName(plan.stages, name);
  if (target !== undefined) return target;
  const names = plan.stages.map((stage) => stage.name).filter((stage) => stage !== '');
  const suggestion = suggestWord(name, names, false);
  throw new BuildFailure(
    `target stage "${name}" could not be found${suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`}`,
  );
}
