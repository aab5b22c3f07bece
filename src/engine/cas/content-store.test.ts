import { expect, test } from 'vitest';
import { contentOf } from '../bytes/content.ts';
import { hashContent } from '../bytes/sha256.ts';
import { parseDigest } from '../oci/digest.ts';
import { createContentStore } from './content-store.ts';

test('blobs are found under their digest, the first one stays', async () => {
  const store = createContentStore();
  const content = contentOf('blob');
  const digest = await hashContent({}, content);
  expect([store.has(digest), store.find(digest)]).toEqual([false, undefined]);
  store.put(digest, content);
  store.put(digest, contentOf('blob'));
  expect([store.has(digest), store.find(digest) === content, store.get(digest) === content]).toEqual([true, true, true]);
});

test('an unknown digest is a bug of the caller', () => {
  const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
  expect(() => createContentStore().get(digest)).toThrow(
    expect.objectContaining({ name: 'InvariantError', message: `no blob ${digest}` }),
  );
});

test('one that lies over another has its blobs, and leaves it as it is', async () => {
  const below = createContentStore();
  const above = createContentStore(below);
  const [old, made] = [contentOf('old'), contentOf('made')];
  const [oldDigest, madeDigest] = [await hashContent({}, old), await hashContent({}, made)];
  below.put(oldDigest, old);
  above.put(oldDigest, contentOf('old'));
  above.put(madeDigest, made);
  expect([above.get(oldDigest) === old, above.get(madeDigest) === made]).toEqual([true, true]);
  expect([above.has(madeDigest), below.has(madeDigest)]).toEqual([true, false]);
});
