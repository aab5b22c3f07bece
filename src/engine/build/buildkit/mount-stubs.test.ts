import { expect, test } from 'vitest';
import { contentOf, EMPTY } from '../../bytes/content.ts';
import { findNode } from '../../fs/lookup.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir, writeFile } from '../../fs/write.ts';
import { withoutMountStubs } from './mount-stubs.ts';

const before = writeFile(EMPTY_TREE, '/kept', EMPTY, { mtime: 0 });
const made = makeDir(before, '/run/secrets', { parents: true, mtime: 1 });
const after = writeFile(writeFile(made, '/run/secrets/token', EMPTY, { mtime: 1 }), '/run/secrets/full', contentOf('x'), {
  mtime: 1,
});

test.each([
  { name: 'an empty file that was made for a mount goes', path: '/run/secrets/token', stays: false },
  { name: 'one that holds something stays', path: '/run/secrets/full', stays: true },
  { name: 'one that was there before stays', path: '/kept', stays: true },
  { name: 'a folder stays', path: '/run/secrets', stays: true },
  { name: 'what is not there is no mistake', path: '/nowhere', stays: false },
])('$name', ({ path, stays }) => {
  expect(findNode(withoutMountStubs(after, before, [path], 2), path) !== undefined).toBe(stays);
});
