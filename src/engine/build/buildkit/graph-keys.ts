/**
 * Keys by which steps are found before anything is done: digests over all that a step is made of, down to the images and the content of
 * the build context. A step whose key is known is not done, and nothing below it (moby/buildkit solver/cachekey.go).
 */
import type { Digest } from '../../oci/digest.ts';
import { definitionOf } from '../cache/cache-records.ts';
import { baseDefinition } from './base-records.ts';
import type { Operation, StepOperation } from './operations.ts';
import { copyParts, folderParts } from './solve-copy.ts';
import { runParts } from './solve-run.ts';
import { asKeyed, contextOf, type Solver } from './solver.ts';

/** @param order what a step needs comes before it; steps that read what is not there get no key, nor those above them */
export async function graphKeys(solver: Solver, order: readonly Operation[]): Promise<ReadonlyMap<Operation, Digest>> {
  const keys = new Map<Operation, Digest>();
  for (const operation of order) {
    const key = await keyOf(solver, operation, keys);
    if (key !== undefined) keys.set(operation, key);
  }
  return keys;
}

async function keyOf(solver: Solver, operation: Operation, keys: ReadonlyMap<Operation, Digest>): Promise<Digest | undefined> {
  if (operation.kind === 'image') return baseDefinition(operation.image.chain);
  if (operation.kind === 'scratch') return definitionOf(['scratch']);
  const parent = keys.get(operation.parent);
  const parts = await partsOf(solver, operation, (from) =>
    from === 'context' ? asKeyed(solver, contextOf(solver)) : keys.get(from),
  );
  return parent === undefined || parts === undefined ? undefined : definitionOf([operation.kind, parent, ...parts]);
}

function partsOf(
  solver: Solver,
  operation: StepOperation,
  origin: (from: Operation | 'context') => ReturnType<typeof contextOf> | Digest | undefined,
): Promise<readonly unknown[] | undefined> | readonly unknown[] | undefined {
  if (operation.kind === 'folder') return folderParts(operation);
  if (operation.kind === 'run') return runParts(solver, operation, ({ from }) => (from === undefined ? undefined : origin(from)));
  const from = operation.sources.length === 0 ? ('' as Digest) : origin(operation.from);
  return from === undefined ? undefined : copyParts(solver, operation, from);
}
