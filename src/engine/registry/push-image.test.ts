import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { utf8 } from '../bytes/utf8.ts';
import { removeImage } from '../image/remove-image.ts';
import { tagImage } from '../image/tag-image.ts';
import { digestBytes } from '../oci/digest.ts';
import type { HttpRequest } from '../ports.ts';
import { parseReference, withDefaultTag } from '../reference/reference.ts';
import { createHubRegistry } from './hub-registry.ts';
import { type PullProgress, pullImage } from './pull-image.ts';
import { type PushProgress, pushImage } from './push-image.ts';
import { parseRegistryRefs, type RegistryContent } from './registry-content.ts';
import { createWritableRegistry } from './writable-registry.ts';

const FOLDER = 'tests/truth/fixtures/registry';
const content: RegistryContent = {
  repositories: parseRegistryRefs(readFileSync(`${FOLDER}/refs.json`, 'utf8')),
  blob: (digest) => Promise.resolve(new Uint8Array(readFileSync(`${FOLDER}/blobs/sha256/${digest.slice(7)}`))),
};
const EMPTY: RegistryContent = { repositories: new Map(), blob: () => Promise.resolve(undefined) };

async function push(lab: MachineLab, name: string): Promise<string[]> {
  const lines: string[] = [];
  lab.machine = await pushImage(lab.ctx, lab.machine, parseReference(name), (progress) => lines.push(describePush(progress)));
  return lines;
}
function describePush(progress: PushProgress): string {
  if (progress.kind === 'start') return `start ${progress.name}`;
  if (progress.kind === 'done') return `done ${progress.tag}`;
  const from = progress.kind === 'mounted' ? ` from ${progress.from}` : '';
  return `${progress.kind}${from} ${progress.diffId.slice(7, 19)}`;
}
async function pull(lab: MachineLab, name: string): Promise<string[]> {
  const lines: PullProgress[] = [];
  const result = await pullImage(lab.ctx, lab.machine, withDefaultTag(parseReference(name)), (progress) => lines.push(progress));
  lab.machine = result.machine;
  return lines.filter((line) => line.kind === 'exists' || line.kind === 'complete').map((line) => line.kind);
}
function ask(method: HttpRequest['method'], path: string, body?: Uint8Array, type = 'application/octet-stream'): HttpRequest {
  return {
    method,
    url: `http://localhost:5000${path}`,
    headers: { 'content-type': type },
    ...(body === undefined ? {} : { body }),
  };
}

describe('docker push', () => {
  test('layers top to bottom by diff ID; another machine pulls the same image', async () => {
    const http = createHubRegistry(content);
    const lab = new MachineLab(http);
    await lab.load('node-alpine3.13.tar');
    lab.machine = tagImage(lab.machine, 'node:alpine3.13', 'localhost:5000/mine:1').machine;
    const ids = ['a550ac98c4fa', '74ee04b36fc5', '0622392de6de', 'ee83e42a9876'];
    expect(await push(lab, 'localhost:5000/mine:1')).toEqual([
      'start localhost:5000/mine',
      ...ids.map((id) => `preparing ${id}`),
      ...ids.map((id) => `pushed ${id}`),
      'done 1',
    ]);
    expect(await push(lab, 'localhost:5000/mine:1')).toEqual([
      'start localhost:5000/mine',
      ...ids.map((id) => `preparing ${id}`),
      ...ids.map((id) => `exists ${id}`),
      'done 1',
    ]);
    expect(await lab.problems()).toEqual([]);
    const other = new MachineLab(http);
    expect(await pull(other, 'localhost:5000/mine:1')).toEqual(['complete', 'complete', 'complete', 'complete']);
    expect([...other.machine.images.keys()]).toEqual([...lab.machine.images.keys()]);
    expect([...other.machine.references.keys()]).toEqual(
      [...lab.machine.references.keys()].filter((name) => name.startsWith('localhost')),
    );
  });

  test('what was pushed is known to pull from then on; without it a loaded layer is not [52]', async () => {
    const lab = new MachineLab(createHubRegistry(content));
    await lab.load('alpine-3.13.tar');
    await lab.image({ layers: [{ keep: '1' }], tags: ['keep'] });
    lab.machine = tagImage(lab.machine, 'alpine:3.13', 'localhost:5000/mine:1').machine;
    await push(lab, 'localhost:5000/mine:1');
    lab.container('alpine:3.13', 'holds-the-layer');
    lab.machine = removeImage(lab.machine, 'alpine:3.13').machine;
    lab.machine = removeImage(lab.machine, 'localhost:5000/mine:1', { force: true }).machine;
    expect(await pull(lab, 'localhost:5000/mine:1')).toEqual(['exists']);
  });

  test('a base from the same registry is mounted, and the manifest stays the same', async () => {
    const lab = new MachineLab(createHubRegistry(content));
    await pull(lab, 'localhost:5000/alpine:3.13');
    lab.machine = tagImage(lab.machine, 'localhost:5000/alpine:3.13', 'localhost:5000/copy:1').machine;
    expect(await push(lab, 'localhost:5000/copy:1')).toEqual([
      'start localhost:5000/copy',
      'preparing ee83e42a9876',
      'mounted from alpine ee83e42a9876',
      'done 1',
    ]);
    const digests = [...lab.machine.references.keys()].filter((name) => name.includes('@')).map((name) => name.split('@')[1]);
    expect(digests).toHaveLength(2);
    expect(new Set(digests).size).toBe(1);
    lab.machine = tagImage(lab.machine, 'localhost:5000/copy:1', 'localhost:5000/third:1').machine;
    expect((await push(lab, 'localhost:5000/third:1'))[2]).toBe('mounted from copy ee83e42a9876');
  });

  test('what the Hub gave cannot be mounted in another registry', async () => {
    const lab = new MachineLab(createHubRegistry(content));
    await pull(lab, 'alpine:3.13');
    lab.machine = tagImage(lab.machine, 'alpine:3.13', 'localhost:5000/copy:1').machine;
    expect((await push(lab, 'localhost:5000/copy:1'))[2]).toBe('pushed ee83e42a9876');
  });

  test('all tags of a repository', async () => {
    const lab = new MachineLab(createHubRegistry(EMPTY));
    await lab.image({ layers: [{ a: '1' }], tags: ['localhost:5000/app:2', 'localhost:5000/app:1'] });
    expect((await push(lab, 'localhost:5000/app')).filter((line) => line.startsWith('done'))).toEqual(['done 1', 'done 2']);
  });

  test.each([
    { name: 'app:1', code: 'registry.pushRefused', data: { cause: 'denied: requested access to the resource is denied' } },
    {
      name: 'localhost:5999/app:1',
      code: 'registry.unreachable',
      data: expect.objectContaining({ url: 'http://localhost:5999/v2/' }),
    },
    { name: 'app:9', code: 'registry.noSuchTag', data: { reference: 'app:9' } },
    { name: 'nosuch:1', code: 'registry.nothingToPush', data: { name: 'nosuch' } },
    { name: `app@sha256:${'1'.repeat(64)}`, code: 'registry.pushDigest', data: { reference: `app@sha256:${'1'.repeat(64)}` } },
  ])('$name is refused', async ({ name, code, data }) => {
    const lab = new MachineLab(createHubRegistry(content));
    await lab.image({ layers: [{ a: '1' }], tags: ['app:1', 'localhost:5999/app:1'] });
    const before = lab.machine;
    await expect(push(lab, name)).rejects.toMatchObject({ code, data });
    expect(lab.machine).toBe(before);
  });
});

describe('a registry that takes things', () => {
  const bytes = utf8('hello');
  const digest = digestBytes(bytes);

  test('a blob in parts, then known under this name only', async () => {
    const registry = createWritableRegistry(EMPTY);
    const started = await registry.fetch(ask('POST', '/v2/a/blobs/uploads/'));
    expect(started.status).toBe(202);
    const { location = '' } = started.headers;
    expect((await registry.fetch(ask('PATCH', location, utf8('hel')))).headers['range']).toBe('0-2');
    expect((await registry.fetch(ask('PUT', `${location}?digest=${digest}`, utf8('lo')))).status).toBe(201);
    expect((await registry.fetch(ask('GET', `/v2/a/blobs/${digest}`))).body).toEqual(bytes);
    expect((await registry.fetch(ask('GET', `/v2/b/blobs/${digest}`))).status).toBe(404);
    expect((await registry.fetch(ask('POST', `/v2/b/blobs/uploads/?mount=${digest}&from=a`))).status).toBe(201);
    expect((await registry.fetch(ask('GET', `/v2/b/blobs/${digest}`))).status).toBe(200);
  });

  test('what does not fit is refused', async () => {
    const registry = createWritableRegistry(EMPTY);
    expect((await registry.fetch(ask('POST', `/v2/a/blobs/uploads/?digest=${digest}`, utf8('other')))).status).toBe(400);
    expect((await registry.fetch(ask('PUT', `/v2/a/blobs/uploads/nosuch?digest=${digest}`, bytes))).status).toBe(404);
    expect((await registry.fetch(ask('PUT', '/v2/a/manifests/1', utf8('{}'), 'application/json'))).status).toBe(400);
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'x', size: 5, digest },
      layers: [],
    };
    const missing = await registry.fetch(ask('PUT', '/v2/a/manifests/1', utf8(JSON.stringify(manifest)), manifest.mediaType));
    expect(missing.status).toBe(400);
    await registry.fetch(ask('POST', `/v2/a/blobs/uploads/?digest=${digest}`, bytes));
    expect((await registry.fetch(ask('PUT', '/v2/a/manifests/1', utf8(JSON.stringify(manifest)), manifest.mediaType))).status).toBe(
      201,
    );
    expect((await registry.fetch(ask('GET', '/v2/a/tags/list'))).status).toBe(200);
  });
});
