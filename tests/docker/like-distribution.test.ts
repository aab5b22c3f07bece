/** The site's `/v2/` beside Debian's docker-registry (distribution 2.8) with the same images: the same answers, header by header. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOCKER_LIST, DOCKER_MANIFEST } from '../../src/engine/oci/media-types.ts';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { makeFolder } from './real.ts';
import { type Served, serveContent } from './serve.ts';
import { skopeo } from './tools.ts';

const FIXTURES = await openRegistryFolder(resolve(import.meta.dirname, '../truth/fixtures/registry'));
const IMAGES = ['library/alpine:3.13', 'redis:alpine'];
const START_MS = 10_000;

let ours: Served;
let theirs: Served;

beforeAll(async () => {
  const repositories = new Map([...FIXTURES.repositories].filter(([name]) => IMAGES.some((image) => image.startsWith(`${name}:`))));
  const alpine = repositories.get('library/alpine');
  if (alpine !== undefined) {
    const tags = new Map([...alpine.tags].filter(([tag]) => tag === '3.13'));
    repositories.set('library/alpine', { ...alpine, tags, tagOrder: ['3.13'] });
  }
  [ours, theirs] = await Promise.all([serveContent({ ...FIXTURES, repositories }), startRegistry()]);
  for (const image of IMAGES) {
    const flags = ['--all', '--src-tls-verify=false', '--dest-tls-verify=false'];
    await skopeo(['copy', ...flags, `docker://${ours.host}/${image}`, `docker://${theirs.host}/${image}`]);
  }
});
afterAll(async () => {
  await Promise.all([ours?.close(), theirs?.close()]);
});

async function startRegistry(): Promise<Served> {
  const folder = makeFolder();
  const port = await freePort();
  const config = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: folder } },
    http: { addr: `127.0.0.1:${port}` },
  };
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  const host = `localhost:${port}`;
  const deadline = Date.now() + START_MS;
  while (!(await fetch(`http://${host}/v2/`).catch(() => undefined))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('docker-registry does not listen');
    await sleep(50);
  }
  return { host, close: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((done) => child.once('exit', done));
  if (child.kill()) await exit;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** What a client goes by. */
const HEADERS = [
  'content-type',
  'content-length',
  'content-range',
  'docker-content-digest',
  'docker-distribution-api-version',
  'etag',
  'link',
];

async function ask({ host }: Served, path: string, init: RequestInit): Promise<object> {
  const response = await fetch(`http://${host}${path}`, init);
  const headers = Object.fromEntries(
    HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name)]] : [])),
  );
  // where a range is beyond the end, docker-registry announces the whole blob and hangs up
  const bytes = await response.arrayBuffer().catch(() => new ArrayBuffer(0));
  const body = Buffer.from(bytes).toString('latin1');
  return { status: response.status, headers, body };
}

const tagged = (name: string, tag: string): string => FIXTURES.repositories.get(name)?.tags.get(tag) ?? '';
const LIST = tagged('library/alpine', '3.13');
const MANIFEST = tagged('redis', 'alpine');
const [BLOB = ''] = [...(FIXTURES.repositories.get('redis')?.blobs ?? [])].slice(-1);
const ZEROS = `sha256:${'0'.repeat(64)}`;
const ALL = { accept: `${DOCKER_MANIFEST}, ${DOCKER_LIST}` };

describe.each(['GET', 'HEAD'])('%s', (method) => {
  test.each<{ name: string; path: string; headers?: Record<string, string> }>([
    { name: 'a manifest by tag', path: '/v2/redis/manifests/alpine', headers: ALL },
    { name: 'a manifest by digest', path: `/v2/redis/manifests/${MANIFEST}`, headers: ALL },
    { name: 'a list by tag', path: '/v2/library/alpine/manifests/3.13', headers: ALL },
    { name: 'a list by digest', path: `/v2/library/alpine/manifests/${LIST}`, headers: ALL },
    {
      name: 'one of a list, for who takes no lists',
      path: '/v2/library/alpine/manifests/3.13',
      headers: { accept: DOCKER_MANIFEST },
    },
    { name: 'a blob', path: `/v2/redis/blobs/${BLOB}` },
    { name: 'the beginning of a blob', path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=0-99' } },
    { name: 'the rest of a blob', path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=100-' } },
    { name: 'the end of a blob', path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=-7' } },
    { name: 'more than a blob', path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=10-99999999' } },
    { name: 'a range of another version', path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=0-9', 'if-range': '"x"' } },
    { name: 'a tag that is not there', path: '/v2/redis/manifests/nope', headers: ALL },
    { name: 'a repository that is not there', path: '/v2/nope/manifests/1', headers: ALL },
  ])('$name', async ({ path, headers = {} }) => {
    expect(await ask(ours, path, { method, headers })).toEqual(await ask(theirs, path, { method, headers }));
  });
});

test.each([
  '/v2/_catalog',
  '/v2/_catalog?n=1',
  '/v2/_catalog?n=1&last=library/alpine',
  '/v2/_catalog?n=2',
  '/v2/_catalog?last=m',
  '/v2/_catalog?n=0',
  '/v2/redis/tags/list',
  '/v2/nope/tags/list',
])('GET %s', async (path) => {
  expect(await ask(ours, path, {})).toEqual(await ask(theirs, path, {}));
});

/** Those whose bodies or other headers are our own: what was asked for, JSON where the other has a line of text. */
test.each<{ path: string; method?: string; headers?: Record<string, string> }>([
  { path: '/v2/' },
  { path: `/v2/redis/blobs/${BLOB}`, headers: { range: 'bytes=99999999-' } },
  { path: `/v2/redis/manifests/${ZEROS}`, headers: ALL },
  { path: `/v2/redis/blobs/${ZEROS}` },
  { path: '/v2/redis/blobs/sha256:abc' },
  { path: '/v2/redis' },
  { path: '/v2/redis/tags/nope' },
  { path: `/v2/redis/manifests/${MANIFEST}`, headers: { ...ALL, 'if-none-match': `"${MANIFEST}"` } },
  { path: `/v2/redis/manifests/${MANIFEST}`, method: 'DELETE' },
  { path: `/v2/redis/blobs/${BLOB}`, method: 'DELETE' },
])('the same status: $method $path $headers', async ({ path, method = 'GET', headers = {} }) => {
  const [mine, other] = await Promise.all([ask(ours, path, { method, headers }), ask(theirs, path, { method, headers })]);
  expect(mine).toHaveProperty('status', (other as { status: number }).status);
});
