/** What stands in content/registry is what `scripts/make-registry.ts` would write. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildRegistry, formatFacts } from '../../scripts/lab/build-registry.ts';
import { labCatalog } from '../../scripts/lab/catalog.ts';
import { findCatalogImage, REGISTRY_FOLDER, readBlob, readRefs, readSizes } from '../../src/curriculum/lab-catalog.ts';

const BLOBS = `${REGISTRY_FOLDER}/blobs/sha256`;
/** Packing 100 MB of zeros takes a second, so large layers are only unpacked and compared with what they must hold. */
const LARGE = 10_000_000;
const MOST_BYTES = 3_000_000;

const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const names = Object.entries(readRefs()).flatMap(([repository, { tags }]) =>
  Object.keys(tags).map((tag) => `${repository.replace(/^library\//, '')}:${tag}`),
);

test('making it again gives the same digests', async () => {
  const large = new Map(
    listLayers()
      .filter(({ size }) => size > LARGE)
      .map(({ diffId, bytes }) => [diffId, bytes]),
  );
  const { refs, blobs, sizes } = await buildRegistry(await labCatalog(), { findCompressed: async (diffId) => large.get(diffId) });
  expect(new TextDecoder().decode(formatFacts(refs))).toBe(`${JSON.stringify(readRefs(), null, 1)}\n`);
  expect(new TextDecoder().decode(formatFacts(sizes))).toBe(`${JSON.stringify(readSizes(), null, 1)}\n`);
  expect([...blobs.keys()].map((digest) => digest.slice('sha256:'.length)).sort()).toEqual(readdirSync(BLOBS).sort());
});

test('every blob is named by its hash, and all are small together', () => {
  const files = readdirSync(BLOBS);
  expect(files.filter((name) => sha256(readBlob(`sha256:${name}`)) !== `sha256:${name}`)).toEqual([]);
  expect(files.reduce((sum, name) => sum + statSync(`${BLOBS}/${name}`).size, 0)).toBeLessThan(MOST_BYTES);
});

test('the tags of the plan are there, and those that are one image are one', () => {
  expect(names).toEqual(
    expect.arrayContaining([
      'alpine:3.13',
      'alpine:3.13.5',
      'alpine:3.13.12',
      'node:alpine3.13',
      'python:alpine3.13',
      'hello-world:latest',
      'loja/site:1.0',
      'loja/api:1.1',
    ]),
  );
  expect(findCatalogImage('alpine:3.13')).toEqual(findCatalogImage('alpine:3.13.5'));
  expect(findCatalogImage('alpine:3.14')).toEqual(findCatalogImage('alpine:latest'));
});

test('what stands on a base shares its layers', () => {
  const layers = (name: string) => findCatalogImage(name)?.layers ?? [];
  expect(layers('node:alpine3.13').slice(0, 1)).toEqual(layers('alpine:3.13'));
  expect(layers('loja/api:1.0').slice(0, 6)).toEqual(layers('loja/api:1.1').slice(0, 6));
  expect(layers('loja/api:1.0').slice(0, 4)).toEqual(layers('node:alpine3.13'));
  expect(layers('alpine:3.13.12')).not.toEqual(layers('alpine:3.13'));
});

/** Every layer of the registry, unpacked and checked against the diff ID that a configuration names. */
function listLayers() {
  const layers = names.flatMap((name) => {
    const image = findCatalogImage(name);
    return (image?.layers ?? []).map((digest, index) => ({ digest, diffId: image?.diffIds[index] ?? '' }));
  });
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()].map(({ digest, diffId }) => {
    const bytes = readBlob(digest);
    const unpacked = gunzipSync(bytes);
    expect(sha256(unpacked)).toBe(diffId);
    return { diffId, bytes, size: unpacked.length };
  });
}

test('no two images were made in the same second, where docker would list them in no fixed order', () => {
  const ids = [...new Set(names.map((name) => findCatalogImage(name)?.id ?? ''))];
  const seconds = ids.map((id) => String(JSON.parse(new TextDecoder().decode(readBlob(id))).created).slice(0, 19));
  expect(seconds).toEqual([...new Set(seconds)]);
});
