import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRegistryFolder } from './registry-folder.ts';
import { createRegistryRoute } from './registry-route.ts';
import { sendReply } from './reply.ts';

const MANIFEST = 'sha256:6e634d1e3e385fa4b78abf35861c0d7c4fff086c27203e0f0d7877b3fb651c93';
let server: Server;

beforeAll(async () => {
  const route = createRegistryRoute(await openRegistryFolder(resolve(import.meta.dirname, '../../tests/truth/fixtures/registry')));
  server = createServer(async (request, response) => sendReply(request, response, await route(request)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => server.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
}

test('a manifest by tag and by digest is the same bytes, and they are what the digest says', async () => {
  const byTag = await ask('/v2/alpine/manifests/3.13');
  const bytes = new Uint8Array(await byTag.arrayBuffer());
  expect(byTag.headers.get('docker-content-digest')).toBe(MANIFEST);
  expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(MANIFEST);
  expect(new Uint8Array(await (await ask(`/v2/alpine/manifests/${MANIFEST}`)).arrayBuffer())).toEqual(bytes);
});

test('what has a digest in its address may be kept for ever, what has a name is asked for again', async () => {
  const keeping = async (path: string) => {
    const { headers } = await ask(path);
    return [headers.get('cache-control'), headers.get('vary')];
  };
  expect(await keeping(`/v2/alpine/manifests/${MANIFEST}`)).toEqual(['max-age=31536000, immutable', null]);
  expect(await keeping('/v2/alpine/manifests/3.13')).toEqual(['no-cache', 'accept']);
  expect(await keeping(`/v2/alpine/blobs/sha256:${'0'.repeat(64)}`)).toEqual(['no-cache', null]);
});

test('what the client has already is not sent again', async () => {
  const again = await ask('/v2/alpine/manifests/3.13', { headers: { 'if-none-match': `"${MANIFEST}"` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test.each(['*', `W/"x", "${MANIFEST}"`, `W/"${MANIFEST}"`])('nor where it asks with If-None-Match: %s', async (condition) => {
  const again = await ask('/v2/alpine/manifests/3.13', { headers: { 'if-none-match': condition } });
  expect([again.status, again.headers.get('docker-content-digest')]).toEqual([304, MANIFEST]);
});

test('HEAD says what GET would, without a body', async () => {
  const [head, whole] = [await ask('/v2/alpine/manifests/3.13', { method: 'HEAD' }), await ask('/v2/alpine/manifests/3.13')];
  const length = (await whole.arrayBuffer()).byteLength;
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(length), '']);
  expect(head.headers.get('content-type')).toBe('application/vnd.docker.distribution.manifest.v2+json');
});

test('parts of a blob make the whole', async () => {
  const manifest = (await (await ask('/v2/alpine/manifests/3.13')).json()) as { layers: { digest: string; size: number }[] };
  const { digest = '', size = 0 } = manifest.layers[0] ?? {};
  const part = async (range: string) => {
    const reply = await ask(`/v2/alpine/blobs/${digest}`, { headers: { range } });
    expect(reply.status).toBe(206);
    return new Uint8Array(await reply.arrayBuffer());
  };
  const whole = Buffer.concat([await part('bytes=0-999'), await part('bytes=1000-'), new Uint8Array()]);
  expect(whole.length).toBe(size);
  expect(`sha256:${createHash('sha256').update(whole).digest('hex')}`).toBe(digest);
  expect((await ask(`/v2/alpine/blobs/${digest}`, { headers: { range: `bytes=${size}-` } })).status).toBe(416);
});

test('tags are listed in the order of the specification, whatever the folder has', async () => {
  expect(await (await ask('/v2/library/alpine/tags/list')).json()).toEqual({
    name: 'library/alpine',
    tags: ['3.13', '3.14', 'latest'],
  });
  const page = await ask('/v2/library/alpine/tags/list?n=2');
  expect(page.headers.get('link')).toBe('</v2/library/alpine/tags/list?last=3.14&n=2>; rel="next"');
});

test.each([
  { name: 'nothing is written', path: '/v2/alpine/blobs/uploads/', init: { method: 'POST' }, status: 405 },
  { name: 'nothing is deleted', path: `/v2/alpine/manifests/${MANIFEST}`, init: { method: 'DELETE' }, status: 405 },
  { name: 'unknown tag', path: '/v2/alpine/manifests/nope', init: {}, status: 404 },
  { name: 'out of the folder', path: '/v2/alpine/blobs/sha256:..%2f..%2frefs.json', init: {}, status: 404 },
])('$name', async ({ path, init, status }) => {
  const reply = await ask(path, init);
  expect(reply.status).toBe(status);
  expect(await reply.json()).toHaveProperty('errors');
});

test('a blob is read once; what is not there is looked for again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'camadas-registry-'));
  try {
    await writeFile(join(folder, 'refs.json'), '{}');
    await mkdir(join(folder, 'blobs/sha256'), { recursive: true });
    const content = await openRegistryFolder(folder);
    const hex = '0'.repeat(64);
    expect(await content.blob(`sha256:${hex}`)).toBeUndefined();
    await writeFile(join(folder, 'blobs/sha256', hex), 'bytes');
    const [first, second] = await Promise.all([content.blob(`sha256:${hex}`), content.blob(`sha256:${hex}`)]);
    expect([first, second].map((bytes) => Buffer.from(bytes ?? []).toString())).toEqual(['bytes', 'bytes']);
    await rm(join(folder, 'blobs/sha256', hex));
    expect(Buffer.from((await content.blob(`sha256:${hex}`)) ?? []).toString()).toBe('bytes');
    expect(await content.blob('sha256:../../refs.json')).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
