/** Trees as changes make them. */
import fc from 'fast-check';
import { FsError } from '../../src/engine/fs/errno.ts';
import type { Tree } from '../../src/engine/fs/node.ts';
import { Box } from '../engine/box.ts';

const PATHS = ['/a', '/a/b', '/a/b/c', '/d', '/d/e', '/f'];
const path = fc.constantFrom(...PATHS);
const change = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), path, text: fc.constantFrom('', 'x', 'longer words') }),
  fc.record({ kind: fc.constant('mkdir' as const), path }),
  fc.record({ kind: fc.constant('rm' as const), path }),
  fc.record({ kind: fc.constant('mode' as const), path, mode: fc.constantFrom(0o600, 0o755, 0o4711) }),
  fc.record({ kind: fc.constant('owner' as const), path, uid: fc.constantFrom(0, 1000) }),
  fc.record({ kind: fc.constant('symlink' as const), path, target: fc.constantFrom('/a', 'b', '../f', '/nowhere') }),
  fc.record({ kind: fc.constant('ln' as const), path, from: path }),
  fc.record({ kind: fc.constant('mv' as const), path, from: path }),
);
export const changes = fc.array(change, { maxLength: 14 });

/** What the file system refuses is left out. */
export function play(base: Tree, steps: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[], mtime: number): Tree {
  const box = new Box(base, mtime);
  for (const step of steps) {
    attempt(() => {
      if (step.kind === 'write') box.write(step.path, step.text);
      else if (step.kind === 'mkdir') box.mkdir(step.path);
      else if (step.kind === 'rm') box.rm(step.path);
      else if (step.kind === 'mode') box.set(step.path, { mode: step.mode });
      else if (step.kind === 'owner') box.set(step.path, { uid: step.uid });
      else if (step.kind === 'symlink') box.symlink(step.target, step.path);
      else if (step.kind === 'ln') box.ln(step.from, step.path);
      else box.mv(step.from, step.path);
    });
  }
  return box.tree;
}

/** Undefined where it is refused by a named error. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FsError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
