/** All operations that the result needs: base images first, then the context, then the steps from below upwards. */
import { cleanPath } from '../../container/clean-path.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { definitionOf } from '../cache/cache-records.ts';
import type { Operation, PlannedMount } from './operations.ts';
import { copyWork, folderWork } from './solve-copy.ts';
import { runWork } from './solve-run.ts';
import { contextOf, type Solved, type Solver, solveImage, solveStep, treeOf } from './solver.ts';

export async function solveGraph(solver: Solver, result: Operation, secrets: ReadonlyMap<string, Uint8Array>): Promise<Solved> {
  const order = listOperations(result);
  for (const operation of order) if (operation.kind === 'image') solver.solved.set(operation, solveImage(solver, operation));
  const paths = order.flatMap(contextPaths);
  if (paths.length > 0) contextOf(solver, paths);
  for (const operation of order)
    if (!solver.solved.has(operation)) solver.solved.set(operation, await solveOne(solver, operation, secrets));
  return get(solver, result);
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

function inputsOf(operation: Operation): readonly Operation[] {
  switch (operation.kind) {
    case 'run':
      return [
        operation.parent,
        ...operation.mounts.flatMap(({ from }) => (from === undefined || from === 'context' ? [] : [from])),
      ];
    case 'copy':
      return [operation.parent, ...(operation.from === 'context' ? [] : [operation.from])];
    case 'folder':
      return [operation.parent];
    default:
      return [];
  }
}

/** Paths of the context that an operation reads. */
function contextPaths(operation: Operation): readonly string[] {
  const clean = (path: string): string => cleanPath(`/${path}`).slice(1);
  if (operation.kind === 'copy') return operation.from === 'context' ? operation.sources.map(clean) : [];
  if (operation.kind !== 'run') return [];
  return operation.mounts.flatMap(({ from, mount }) => (from === 'context' ? [clean(mount.source)] : []));
}

async function solveOne(solver: Solver, operation: Operation, secrets: ReadonlyMap<string, Uint8Array>): Promise<Solved> {
  switch (operation.kind) {
    case 'image':
      return solveImage(solver, operation);
    case 'scratch':
      return { definition: definitionOf(['scratch']), chain: [], record: undefined };
    case 'folder':
      return solveStep(solver, operation, get(solver, operation.parent), folderWork(solver, operation));
    case 'copy': {
      const origin = operation.sources.length === 0 ? EMPTY_TREE : originOf(solver, operation.from);
      return solveStep(solver, operation, get(solver, operation.parent), await copyWork(solver, operation, origin));
    }
    case 'run': {
      const origins = new Map<PlannedMount, ReturnType<typeof originOf>>();
      for (const mount of operation.mounts) if (mount.from !== undefined) origins.set(mount, originOf(solver, mount.from));
      return solveStep(solver, operation, get(solver, operation.parent), await runWork(solver, operation, origins, secrets));
    }
  }
}

function originOf(solver: Solver, from: Operation | 'context') {
  return from === 'context' ? contextOf(solver) : treeOf(solver, get(solver, from).chain);
}

function get(solver: Solver, operation: Operation): Solved {
  return solver.solved.get(operation) ?? { definition: definitionOf(['scratch']), chain: [], record: undefined };
}
