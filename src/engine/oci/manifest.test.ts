import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { text, utf8 } from '../bytes/utf8.ts';
import { digestBytes } from './digest.ts';
import { encodeManifest } from './encode-manifest.ts';
import { decodeManifest, findManifest } from './manifest.ts';
import { DOCKER_LAYER, isConfigType, isImagePart, isIndexType, isManifestType, OCI_INDEX, OCI_MANIFEST } from './media-types.ts';

const BLOBS = 'tests/truth/fixtures/registry/blobs/sha256';

test('every manifest of the recorded registry is encoded as docker wrote it', () => {
  const seen = { manifest: 0, index: 0 };
  for (const name of readdirSync(BLOBS)) {
    const bytes = new Uint8Array(readFileSync(`${BLOBS}/${name}`));
    if (!text(bytes.subarray(0, 30)).includes('schemaVersion')) continue;
    const manifest = decodeManifest(bytes);
    seen[manifest.kind] += 1;
    expect(digestBytes(encodeManifest(manifest))).toBe(`sha256:${name}`);
    const types = manifest.kind === 'index' ? manifest.manifests : manifest.layers;
    expect(
      types.every(({ mediaType }) => (manifest.kind === 'index' ? isManifestType(mediaType) : mediaType === DOCKER_LAYER)),
    ).toBe(true);
  }
  expect(Math.min(seen.manifest, seen.index)).toBeGreaterThan(5);
});

const digest = `sha256:${'a'.repeat(64)}`;
const descriptor = { mediaType: 't', size: 1, digest };

test('OCI manifests need not say what they are', () => {
  const manifest = { schemaVersion: 2, config: descriptor, layers: [] };
  expect(decodeManifest(utf8(JSON.stringify(manifest))).mediaType).toBe(OCI_MANIFEST);
  const index = {
    schemaVersion: 2,
    manifests: [{ ...descriptor, platform: { architecture: 'arm64', os: 'linux', variant: 'v8' } }, descriptor],
  };
  const decoded = decodeManifest(utf8(JSON.stringify(index)));
  expect(decoded).toEqual({
    kind: 'index',
    mediaType: OCI_INDEX,
    manifests: [{ ...descriptor, platform: { architecture: 'arm64', os: 'linux', variant: 'v8' } }, descriptor],
  });
  expect(
    decoded.kind === 'index' && [findManifest(decoded, 'arm64', 'linux')?.digest, findManifest(decoded, 'amd64', 'linux')],
  ).toEqual([digest, undefined]);
});

test.each([
  ['schema 1', { schemaVersion: 1, fsLayers: [] }, 'schemaVersion'],
  ['another type', { schemaVersion: 2, mediaType: 'text/plain' }, 'mediaType'],
  ['no config', { schemaVersion: 2, layers: [] }, 'config'],
  ['no layers', { schemaVersion: 2, config: descriptor }, 'layers'],
  [
    'a digest that is none',
    { schemaVersion: 2, config: descriptor, layers: [{ ...descriptor, digest: 'sha256:x' }] },
    'layers[0].digest',
  ],
  ['a negative size', { schemaVersion: 2, config: { ...descriptor, size: -1 }, layers: [] }, 'config.size'],
  [
    'a platform without an architecture',
    { schemaVersion: 2, manifests: [{ ...descriptor, platform: { os: 'linux' } }] },
    'manifests[0].platform.architecture',
  ],
])('refused: %s', (_, manifest, at) => {
  expect(() => decodeManifest(utf8(JSON.stringify(manifest)))).toThrow(
    expect.objectContaining({ code: 'manifest.invalid', data: { at } }),
  );
});

test('media types', () => {
  const docker = (tail: string) => `application/vnd.docker.${tail}`;
  expect([
    isManifestType(docker('distribution.manifest.v2+json')),
    isIndexType(docker('distribution.manifest.list.v2+json')),
    isConfigType(docker('container.image.v1+json')),
    isConfigType(docker('plugin.v1+json')),
    isImagePart(docker('image.rootfs.diff.tar')),
    isImagePart('application/vnd.oci.image.layer.v1.tar+zstd'),
    isImagePart('application/vnd.oci.images'),
    isImagePart('application/vnd.cncf.helm.config.v1+json'),
  ]).toEqual([true, true, true, false, true, true, false, false]);
});
