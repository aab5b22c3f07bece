/** JSON from a registry that is none, has another shape, or is a hundred levels deep: a real Docker and the engine say the same, and both keep nothing. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOCKER_MANIFEST } from '../../src/engine/oci/media-types.ts';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { Engine } from './engine.ts';
import { docker, emptyDocker, tryDocker } from './real.ts';
import { ContentBuilder, realHttp, serveContent } from './serve.ts';

const FIXTURES = await openRegistryFolder(resolve(import.meta.dirname, '../truth/fixtures/registry'));
const read = async (digest: string): Promise<Uint8Array> => (await FIXTURES.blob(digest)) ?? new Uint8Array();
const bytes = (json: string): Uint8Array => new TextEncoder().encode(json);
const parsed = async (digest: string): Promise<Record<string, unknown>> => JSON.parse(Buffer.from(await read(digest)).toString());

beforeAll(emptyDocker);
afterAll(emptyDocker);

/** alpine:3.13 under another config, or with another manifest. */
async function serveChanged(
  config: (json: object) => string,
  manifest: (json: object) => string,
): Promise<Awaited<ReturnType<typeof serveContent>>> {
  const content = new ContentBuilder();
  const old = (await parsed(FIXTURES.repositories.get('alpine')?.tags.get('3.13') ?? '')) as {
    config: { digest: string };
    layers: { digest: string }[];
  };
  const layer = await read(old.layers[0]?.digest ?? '');
  const configBytes = bytes(config(await parsed(old.config.digest)));
  const blobs = [content.add(configBytes), content.add(layer)];
  const made = { ...old, config: { ...old.config, digest: blobs[0], size: configBytes.length } };
  const digest = content.add(bytes(manifest(made)));
  content.tag('x', '1', digest, { [digest]: DOCKER_MANIFEST }, blobs);
  return serveContent(content);
}

async function expectSameRefusal(served: Awaited<ReturnType<typeof serveContent>>): Promise<void> {
  try {
    const args = ['pull', '-q', `${served.host}/x:1`];
    const { status, stdout, stderr } = await tryDocker(args);
    const engine = new Engine({ http: realHttp });
    expect(await engine.try(`docker ${args.join(' ')}`)).toEqual({ status, stdout, stderr });
    const isRefused = status !== 0;
    expect((await engine.run('docker images -aq')) === '').toBe(isRefused);
    if (!isRefused) await docker(['rmi', `${served.host}/x:1`]);
    expect((await docker(['images', '-aq'])).stdout).toBe('');
  } finally {
    await served.close();
  }
}

const same = (json: object): string => JSON.stringify(json);
const nested = (json: object, depth: number): string =>
  `${JSON.stringify(json).slice(0, -1)},"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('a config', () => {
  test.each<{ name: string; change: (json: object) => string }>([
    { name: 'cut off', change: (json) => same(json).slice(0, -5) },
    { name: 'empty', change: () => '' },
    { name: 'a list', change: () => '[]' },
    { name: 'null', change: () => 'null' },
    { name: 'without rootfs', change: (json) => same({ ...json, rootfs: undefined }) },
    { name: 'a text for rootfs', change: (json) => same({ ...json, rootfs: 'x' }) },
    { name: 'a text for diff_ids', change: (json) => same({ ...json, rootfs: { type: 'layers', diff_ids: 'x' } }) },
    { name: 'a number in diff_ids', change: (json) => same({ ...json, rootfs: { type: 'layers', diff_ids: [1] } }) },
    { name: 'no digest in diff_ids', change: (json) => same({ ...json, rootfs: { type: 'layers', diff_ids: ['x'] } }) },
    { name: 'fewer layers', change: (json) => same({ ...json, rootfs: { type: 'layers', diff_ids: [] } }) },
    { name: 'a text for config', change: (json) => same({ ...json, config: 'x' }) },
    { name: 'a number for history', change: (json) => same({ ...json, history: 3 }) },
    { name: 'a number for architecture', change: (json) => same({ ...json, architecture: 3 }) },
    { name: 'a time that is none', change: (json) => same({ ...json, created: 'yesterday' }) },
    { name: 'a thirteenth month', change: (json) => same({ ...json, created: '2021-13-01T00:00:00Z' }) },
    { name: 'the 30th of February', change: (json) => same({ ...json, created: '2021-02-30T00:00:00Z' }) },
    { name: 'a time without a zone', change: (json) => same({ ...json, created: '2021-02-03T04:05:06.7' }) },
    { name: 'a number for a time', change: (json) => same({ ...json, created: 7 }) },
    { name: 'a hundred levels deep', change: (json) => nested(json, 100) },
    { name: '9,999 levels deep', change: (json) => nested(json, 9999) },
    { name: '10,000 levels deep', change: (json) => nested(json, 10_000) },
    { name: 'of Windows', change: (json) => same({ ...json, os: 'windows' }) },
  ])('$name', async ({ change }) => {
    await expectSameRefusal(await serveChanged(change, same));
  });
});

describe('a manifest', () => {
  test.each<{ name: string; change: (json: object) => string }>([
    { name: 'cut off', change: (json) => same(json).slice(0, -5) },
    { name: 'empty', change: () => '' },
    { name: 'a page of HTML', change: () => '<html>not found</html>' },
    { name: 'without layers', change: (json) => same({ ...json, layers: [] }) },
    { name: 'a hundred levels deep', change: (json) => nested(json, 100) },
    { name: '10,001 levels deep', change: (json) => nested(json, 10_001) },
  ])('$name', async ({ change }) => {
    await expectSameRefusal(await serveChanged(same, change));
  });
});
