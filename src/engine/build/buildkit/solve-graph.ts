/** All operations that the result needs: base images first, then the context, then the steps from below upwards. */
import { cleanPath } from '../../container/clean-path.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import type { CacheRecord } from '../../machine/build-cache.ts';
import type { Digest } from '../../oci/digest.ts';
import { definitionOf, dropRecords, findRecord } from '../cache/cache-records.ts';
import { graphKeys } from './graph-keys.ts';
import { inputsOf, type Operation, type PlannedMount, type StepOperation } from './operations.ts';
import { copyWork, folderWork } from './solve-copy.ts';
import { cacheMountKey, runWork } from './solve-run.ts';
import {
  contextOf,
  type Solved,
  type Solver,
  type StepWork,
  showCached,
  showImage,
  solveImage,
  solveStep,
  takeCached,
  treeOf,
  useResult,
} from './solver.ts';

export async function solveGraph(solver: Solver, result: Operation, secrets: ReadonlyMap<string, Uint8Array>): Promise<Solved> {
  const { ref, options } = solver;
  const order = listOperations(result);
  if (options.noCache) ref.current = dropRecords(ref.current, new Set(order.flatMap(cacheMountKeys)));
  try {
    const paths = order.flatMap(contextPaths);
    for (const operation of order) if (operation.kind === 'image') showImage(solver, operation);
    if (paths.length > 0) contextOf(solver, paths);
    const keys = await graphKeys(solver, order);
    const needed = findNeeded(solver, result, keys);
    for (const operation of order) {
      const key = keys.get(operation);
      if (needed.has(operation)) solver.solved.set(operation, await solveOne(solver, operation, key, secrets));
      else if (operation.kind !== 'image' && operation.kind !== 'scratch') showCached(solver, operation);
    }
    useResult(solver, result);
    return get(solver, result);
  } finally {
    for (const end of solver.openImages.values()) end(false);
  }
}

/** From the result down to what is in the cache; what lies below that is nobody's business, and may be gone. */
function findNeeded(solver: Solver, result: Operation, keys: ReadonlyMap<Operation, Digest>): ReadonlySet<Operation> {
  const needed = new Set<Operation>();
  const visit = (operation: Operation): void => {
    if (needed.has(operation)) return;
    needed.add(operation);
    if (findCached(solver, operation, keys.get(operation)) === undefined) for (const input of inputsOf(operation)) visit(input);
  };
  visit(result);
  return needed;
}

function findCached(solver: Solver, operation: Operation, key: Digest | undefined): CacheRecord | undefined {
  if (solver.options.noCache || key === undefined || operation.kind === 'image' || operation.kind === 'scratch') return undefined;
  return findRecord(solver.ref.current, key);
}

/** Each once, what it needs before it. */
function listOperations(result: Operation): readonly Operation[] {
  const order = new Set<Operation>();
  const visit = (operation: Operation): void => {
    if (order.has(operation)) return;
    for (const input of inputsOf(operation)) visit(input);
    order.add(operation);
  };
  visit(result);
  return [...order];
}

/** `--no-cache` forgets what the steps' cache mounts hold, too. */
function cacheMountKeys(operation: Operation): readonly Digest[] {
  return operation.kind === 'run'
    ? operation.mounts.filter(({ mount }) => mount.type === 'cache').map((mount) => cacheMountKey(mount))
    : [];
}

/** Paths of the context that an operation reads. */
function contextPaths(operation: Operation): readonly string[] {
  const clean = (path: string): string => cleanPath(`/${path}`).slice(1);
  if (operation.kind === 'copy') return operation.from === 'context' ? operation.sources.map(clean) : [];
  if (operation.kind !== 'run') return [];
  return operation.mounts.flatMap(({ from, mount }) => (from === 'context' ? [clean(mount.source)] : []));
}

async function solveOne(
  solver: Solver,
  operation: Operation,
  key: Digest | undefined,
  secrets: ReadonlyMap<string, Uint8Array>,
): Promise<Solved> {
  if (operation.kind === 'image') return solveImage(solver, operation);
  if (operation.kind === 'scratch') return { definition: definitionOf(['scratch']), chain: [], record: undefined };
  const record = findCached(solver, operation, key);
  if (record !== undefined) return takeCached(solver, operation, record);
  for (const input of inputsOf(operation)) useResult(solver, input);
  return solveStep(solver, operation, get(solver, operation.parent), await workOf(solver, operation, secrets), key);
}

async function workOf(solver: Solver, operation: StepOperation, secrets: ReadonlyMap<string, Uint8Array>): Promise<StepWork> {
  if (operation.kind === 'folder') return folderWork(solver, operation);
  if (operation.kind === 'copy') {
    const origin = operation.sources.length === 0 ? EMPTY_TREE : originOf(solver, operation.from);
    return copyWork(solver, operation, origin);
  }
  const origins = new Map<PlannedMount, ReturnType<typeof originOf>>();
  for (const mount of operation.mounts) if (mount.from !== undefined) origins.set(mount, originOf(solver, mount.from));
  return runWork(solver, operation, origins, secrets);
}

function originOf(solver: Solver, from: Operation | 'context') {
  return from === 'context' ? contextOf(solver) : treeOf(solver, get(solver, from).chain);
}

function get(solver: Solver, operation: Operation): Solved {
  return solver.solved.get(operation) ?? { definition: definitionOf(['scratch']), chain: [], record: undefined };
}
