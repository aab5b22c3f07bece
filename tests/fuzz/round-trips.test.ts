/** What is written is read again as it was: references, Dockerfiles, layers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDockerfile } from '../../src/engine/build/dockerfile/format-dockerfile.ts';
import { parseDockerfile } from '../../src/engine/build/dockerfile/parse-dockerfile.ts';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { FsError } from '../../src/engine/fs/errno.ts';
import { EMPTY_TREE } from '../../src/engine/fs/tree.ts';
import { applyLayer } from '../../src/engine/layer/apply-layer.ts';
import { upperChanges } from '../../src/engine/layer/diff-trees.ts';
import { layerEntries } from '../../src/engine/layer/write-layer.ts';
import { formatReference, parseReference } from '../../src/engine/reference/reference.ts';
import { Box, listTree } from '../engine/box.ts';
import { cases, PATIENCE } from './runs.ts';
import { DOCKERFILE_WORDS, textOf } from './texts.ts';
import { attempt, changes, play } from './trees.ts';

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

test('the box refuses by a named error', () => {
  expect(() => new Box(EMPTY_TREE, 1).write('/no/such/folder', 'x')).toThrow(FsError);
  expect(contentOf('x').size).toBe(1);
});
