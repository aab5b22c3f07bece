/**
 * Doing the operations, each once, in an order in which every one finds what it needs (moby/buildkit solver). What was done before and is
 * still in the cache is not done again: it is `CACHED`, and its result keeps its creation time, which is why a repeated build gives the
 * same image.
 */
import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { createLayerOf } from '../../layer/commit-layer.ts';
import { createLayer } from '../../layer/create-layer.ts';
import { upperChanges } from '../../layer/diff-trees.ts';
import { findLayerProblem } from '../../layer/layer-problem.ts';
import type { CacheRecord } from '../../machine/build-cache.ts';
import { drawTimestamp } from '../../machine/draw-timestamp.ts';
import { getLayer } from '../../machine/layer-sizes.ts';
import { withEntry } from '../../machine/shared-map.ts';
import type { ChainId, Digest } from '../../oci/digest.ts';
import { writeTar } from '../../tar/write-tar.ts';
import { BuildError } from '../build-errors.ts';
import { addGraph, addRecord, definitionOf, findRecord, type NewRecord, touchRecord } from '../cache/cache-records.ts';
import { badLayerWords } from '../layer-words.ts';
import { baseDefinition, findBaseRecord, holdImage } from './base-records.ts';
import type { Conversion } from './conversion.ts';
import { type LoadedContext, type LocalSources, loadContext } from './local-sources.ts';
import type { ImageOperation, Operation, StepOperation } from './operations.ts';
import type { Vertex } from './vertex-log.ts';

export interface Solved {
  /** what a step on top of it puts into its own key */
  readonly definition: Digest;
  readonly chain: readonly ChainId[];
  readonly record: CacheRecord | undefined;
}

export interface Solver extends Conversion {
  readonly sources: LocalSources;
  readonly ignored: readonly string[];
  readonly solved: Map<Operation, Solved>;
  /** ends of images' vertices that were in the cache: `CACHED` where a step or the result takes their files */
  readonly openImages: Map<Operation, (wasNeeded: boolean) => void>;
  context: LoadedContext | undefined;
}

/** The steps' own work, handed in by `solve-graph.ts`. */
export interface StepWork {
  /** what goes into the key beside the parent's, with the content of files that it reads */
  readonly parts: readonly unknown[];
  readonly description: string;
  /** a layer that does not depend on what is below: `COPY --link` */
  readonly isLink?: boolean;
  run(vertex: Vertex, base: Tree): Promise<Tree>;
}

export function treeOf(solver: Pick<Solver, 'ref'>, chain: readonly ChainId[]): Tree {
  const top = chain.at(-1);
  return top === undefined ? EMPTY_TREE : getLayer(solver.ref.current, top).tree;
}

/** Loaded once, before the first step, for all the paths that any step reads. */
export function contextOf(solver: Solver, paths: readonly string[] = ['']): Tree {
  solver.context ??= loadContext(solver, solver.sources, solver.ignored, paths);
  return solver.context.tree;
}

/** The files of a source as keys see them. */
export function asKeyed(solver: Solver, origin: Tree): Tree {
  return origin === solver.context?.tree ? solver.context.hashed : origin;
}

export function showImage(solver: Solver, operation: ImageOperation): void {
  const { ref, log } = solver;
  const { image, name } = operation;
  const { chain, fetched = [] } = image;
  const vertex = log.begin(name, ref.current.now);
  if (fetched.length > 0) vertex.status(`resolve ${image.name} done`);
  for (const line of fetched) vertex.status(line);
  if (fetched.length === 0 && findBaseRecord(ref.current, chain) !== undefined) solver.openImages.set(operation, vertex.endLater());
  else vertex.done(ref.current.now);
}

/** An image's own layers, now in the cache. */
export function solveImage({ ctx, ref, used }: Solver, { image: { chain } }: ImageOperation): Solved {
  const held = holdImage(ctx, ref.current, chain);
  ref.current = held.machine;
  for (const { key } of held.added) used.add(key);
  return { definition: baseDefinition(chain), chain, record: findBaseRecord(ref.current, chain) };
}

/** What is below a step that was found: nobody looks at it. */
export function showCached(solver: Solver, operation: StepOperation): void {
  solver.log.begin(operation.name, solver.ref.current.now).cached();
}

/** A step found by what its whole graph is. */
export function takeCached(solver: Solver, operation: StepOperation, record: CacheRecord): Solved {
  showCached(solver, operation);
  return { definition: record.definition, chain: record.chain, record };
}

/** The files of an operation are taken: by a step that is done, or as the result. Each build counts as one use of a record. */
export function useResult(solver: Solver, operation: Operation): void {
  solver.openImages.get(operation)?.(true);
  const { ref, used } = solver;
  let key = solver.solved.get(operation)?.record?.key;
  while (key !== undefined) {
    const record = ref.current.buildCache.records.get(key);
    if (record !== undefined && !used.has(key)) ref.current = touchRecord(ref.current, record);
    used.add(key);
    key = record?.parent;
  }
}

/** @param graph the step's key by its whole graph, where it has one */
export async function solveStep(
  solver: Solver,
  operation: StepOperation,
  parent: Solved,
  work: StepWork,
  graph: Digest | undefined,
): Promise<Solved> {
  const { ref, log, options } = solver;
  const definition = definitionOf([operation.kind, work.isLink === true ? '' : parent.definition, ...work.parts]);
  const vertex = log.begin(operation.name, ref.current.now);
  // `--no-cache` says nothing of WORKDIR: its folder is taken from the cache where it stands on the same
  const isAnew = options.noCache && operation.kind !== 'folder';
  const known = isAnew ? undefined : findRecord(ref.current, definition);
  // A linked layer that was made on something else is the same layer here, but its chain is another.
  if (known !== undefined && isOn(known.chain, parent.chain)) {
    const found = graph === undefined ? { machine: ref.current, record: known } : addGraph(ref.current, known, graph);
    ref.current = found.machine;
    vertex.cached();
    return { definition, chain: known.chain, record: found.record };
  }
  const base = work.isLink === true ? EMPTY_TREE : treeOf(solver, parent.chain);
  const tree = await work.run(vertex, base);
  const graphs = graph === undefined || graph === definition ? [] : [graph];
  const record = await storeLayer(solver, parent, { base, tree }, { definition, description: work.description, graphs });
  solver.used.add(record.key);
  vertex.done(ref.current.now);
  return { definition, chain: record.chain, record };
}

function isOn(chain: readonly ChainId[], parent: readonly ChainId[]): boolean {
  return chain.length === parent.length + 1 && parent.every((id, index) => id === chain[index]);
}

/** A file that is called like a whiteout of nothing can be made, but is no part of a layer here; BuildKit itself lets it be one. */
async function registering<T>(register: () => T | Promise<T>): Promise<T> {
  try {
    return await register();
  } catch (error) {
    const problem = findLayerProblem(error);
    throw problem === undefined ? error : new BuildError('build.unsupported', badLayerWords(problem), 'client');
  }
}

/** Every step has a layer, if an empty one. */
async function storeLayer(
  solver: Solver,
  parent: Solved,
  files: { readonly base: Tree; readonly tree: Tree },
  step: Pick<NewRecord, 'definition' | 'description' | 'graphs'>,
): Promise<CacheRecord> {
  const { ctx, ref } = solver;
  const below = parent.chain.at(-1);
  const { layers, now } = ref.current;
  const made =
    (await registering(() => createLayerOf(ctx, layers, below, files.base, files.tree))) ??
    (await createLayer(ctx, layers, below, writeTar([]), undefined, now));
  const layer = layers.get(made.chainId) ?? { ...made, size: fileBytes(files.base, files.tree) };
  const drawn = drawTimestamp(ctx, { ...ref.current, now: now + 1, layers: withEntry(layers, layer.chainId, layer) });
  const added = addRecord(ctx, drawn.machine, {
    ...step,
    ...(parent.record === undefined ? {} : { parent: parent.record.key }),
    type: 'regular',
    chain: [...parent.chain, layer.chainId],
    made: true,
    size: layer.size,
    createdText: drawn.created,
  });
  ref.current = added.machine;
  return added.record;
}

/** BuildKit measures a layer by the files in its tar; the daemon's own layers count the targets of links, too. */
function fileBytes(base: Tree, tree: Tree): number {
  let size = 0;
  const counted = new Set<number>();
  for (const { node } of upperChanges(base, tree)) {
    if (node?.kind !== 'file' || (node.link !== undefined && counted.has(node.link))) continue;
    if (node.link !== undefined) counted.add(node.link);
    size += node.content.size;
  }
  return size;
}
