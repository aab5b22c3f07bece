/** What is written is read again as it was: references, Dockerfiles, layers, archives of images. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDockerfile } from '../../src/engine/build/dockerfile/format-dockerfile.ts';
import { parseDockerfile } from '../../src/engine/build/dockerfile/parse-dockerfile.ts';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { FsError } from '../../src/engine/fs/errno.ts';
import type { Tree } from '../../src/engine/fs/node.ts';
import { EMPTY_TREE } from '../../src/engine/fs/tree.ts';
import { applyLayer } from '../../src/engine/layer/apply-layer.ts';
import { upperChanges } from '../../src/engine/layer/diff-trees.ts';
import { layerEntries } from '../../src/engine/layer/write-layer.ts';
import { formatReference, parseReference } from '../../src/engine/reference/reference.ts';
import { Box, listTree } from '../engine/box.ts';
import { cases, PATIENCE } from './runs.ts';
import { DOCKERFILE_WORDS, textOf } from './texts.ts';

const REFERENCE_PARTS = [
  'a',
  'b9',
  'x-y',
  'x__y',
  'x.y',
  '.',
  '/',
  ':',
  '@',
  '-',
  '_',
  'localhost',
  ':5000',
  'docker.io',
  'library',
  'T',
  'sha256:',
  'f'.repeat(64),
  '1',
];

test(
  'a reference that can be read is written as the same one',
  () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REFERENCE_PARTS), { maxLength: 8 }), (parts) => {
        const parsed = attempt(() => parseReference(parts.join('')));
        if (parsed !== undefined) expect(parseReference(formatReference(parsed))).toEqual(parsed);
      }),
      cases(0.1),
    ),
  PATIENCE,
);

test(
  'a Dockerfile without mistakes is written as one with the same instructions',
  () =>
    fc.assert(
      fc.property(textOf(DOCKERFILE_WORDS, 20), fc.constantFrom('buildkit' as const, 'classic' as const), (text, frontend) => {
        const once = parseDockerfile(`FROM scratch\n${text}\n`, frontend);
        if (once.problems.length > 0) return;
        const again = parseDockerfile(formatDockerfile(once), frontend);
        expect(meaning(again)).toEqual(meaning(once));
      }),
      cases(0.1),
    ),
  PATIENCE,
);

/** Without the places where things stand. */
function meaning({ instructions }: ReturnType<typeof parseDockerfile>) {
  return instructions.map(({ keyword, flags, argument, heredocs }) => ({
    keyword: keyword.text.toUpperCase(),
    flags: flags.map(({ token }) => token.text),
    argument: argument.text,
    heredocs: heredocs.map(({ name, content }) => ({ name, content })),
  }));
}

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
const changes = fc.array(change, { maxLength: 14 });

/** What the file system refuses is left out. */
function play(base: Tree, steps: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[], mtime: number): Tree {
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

test(
  'the layer of what differs, applied to the one tree, gives the other',
  () =>
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const below = play(EMPTY_TREE, first, 1);
        const above = play(below, second, 2);
        const layer = layerEntries(upperChanges(below, above));
        expect(listTree(applyLayer(below, layer))).toEqual(listTree(above));
      }),
      cases(0.1),
    ),
  PATIENCE,
);

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FsError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

test('the box refuses by a named error', () => {
  expect(() => new Box(EMPTY_TREE, 1).write('/no/such/folder', 'x')).toThrow(FsError);
  expect(contentOf('x').size).toBe(1);
});
