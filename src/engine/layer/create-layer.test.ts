import { expect, test } from 'vitest';
import { fixtureLayers, recordedImages } from '../../../tests/engine/recorded-images.ts';
import { concatContents, contentOf, zeros } from '../bytes/content.ts';
import { hashContent } from '../bytes/sha256.ts';
import { createContentStore, type EngineContext } from '../cas/content-store.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { writeFile } from '../fs/write.ts';
import { type ChainId, chainIdsOf, type DiffId, parseDiffId } from '../oci/digest.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { createLayerOf } from './commit-layer.ts';
import { createLayer } from './create-layer.ts';
import type { Layer } from './layer.ts';

function newContext(): EngineContext {
  const ports = { epoch: 5_500, seed: '', limits: DEFAULT_LIMITS, http: { fetch: () => Promise.reject(new Error('no network')) } };
  return { ports, store: createContentStore() };
}

async function createAll(ctx: EngineContext, file: string): Promise<Layer[]> {
  const layers = new Map<ChainId, Layer>();
  const made: Layer[] = [];
  for (const tar of fixtureLayers(file)) {
    const layer = await createLayer(ctx, layers, made.at(-1)?.chainId, tar);
    layers.set(layer.chainId, layer);
    made.push(layer);
  }
  return made;
}

test.each(recordedImages())('$file: diff IDs, chain IDs and size are those of a real docker', async (image) => {
  const ctx = newContext();
  const layers = await createAll(ctx, image.file);
  expect({
    diffIds: layers.map((layer) => layer.diffId),
    chainIds: layers.map((layer) => layer.chainId),
    size: layers.reduce((sum, layer) => sum + layer.size, 0),
    stored: await Promise.all(
      layers.map(async (layer) => (await hashContent({}, ctx.store.get(layer.diffId))) === String(layer.diffId)),
    ),
  }).toEqual({
    diffIds: image.diff_ids,
    chainIds: image.chain_ids,
    size: image.size,
    stored: layers.map(() => true),
  });
});

test('chainIdsOf agrees with the layers', async () => {
  const layers = await createAll(newContext(), 'node-alpine3.13.tar');
  expect(chainIdsOf(layers.map((layer) => layer.diffId))).toEqual(layers.map((layer) => layer.chainId));
});

test('a layer that the machine has comes back as it is', async () => {
  const ctx = newContext();
  const [first] = await createAll(ctx, 'hello-world.tar');
  if (first === undefined) throw new Error('no layer');
  const again = await createLayer(ctx, new Map([[first.chainId, first]]), undefined, contentOf('never read'), first.diffId);
  expect(again).toBe(first);
});

test('folders that the tar does not list show the time of unpacking', async () => {
  const tar = writeTar([tarEntry({ name: 'a/b', mtime: 7 })]);
  const layer = await createLayer(newContext(), new Map(), undefined, tar);
  const later = await createLayer(newContext(), new Map(), undefined, tar, undefined, 9_999);
  expect([layer, later].map(({ tree }) => tree.root.entries.get('a')?.mtime)).toEqual([5, 9]);
});

test('a changed tree becomes the layer whose tar says so; an unchanged one none', async () => {
  const ctx = newContext();
  const tree = writeFile(EMPTY_TREE, '/a', contentOf('hi'), { mtime: 3.7 });
  const layer = await createLayerOf(ctx, new Map(), undefined, EMPTY_TREE, tree);
  const header = writeTar([
    tarEntry({ name: 'a', typeBits: true, mtime: 3, uname: 'root', gname: 'root', content: contentOf('hi') }),
  ]);
  expect(layer?.diffId).toBe(await hashContent({}, header));
  expect(layer?.tarSize).toBe(2048);
  expect(await createLayerOf(ctx, new Map(), undefined, EMPTY_TREE, EMPTY_TREE)).toBeUndefined();
});

test('the parent has to be there', async () => {
  const parent = parseDiffId(`sha256:${'0'.repeat(64)}`) as DiffId & ChainId;
  await expect(createLayer(newContext(), new Map(), parent, zeros(1024))).rejects.toThrow(`no layer ${parent}`);
});

test('what is no tar is refused and not stored', async () => {
  const ctx = newContext();
  const damaged = concatContents([contentOf('x'.repeat(512)), zeros(1024)]);
  await expect(createLayer(ctx, new Map(), undefined, damaged)).rejects.toMatchObject({ code: 'tar.checksum' });
  expect(ctx.store.has(await hashContent({}, damaged))).toBe(false);
});
