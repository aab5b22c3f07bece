import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { text } from '../bytes/utf8.ts';
import { digestBytes } from '../oci/digest.ts';
import type { HttpRequest } from '../ports.ts';
import { parseRegistryRefs, type RegistryContent } from './registry-content.ts';
import { serveRegistry } from './serve-registry.ts';

const FOLDER = new URL('../../../tests/truth/fixtures/', import.meta.url);
const content: RegistryContent = {
  repositories: parseRegistryRefs(readFileSync(new URL('registry/refs.json', FOLDER), 'utf8')),
  blob(digest) {
    try {
      return Promise.resolve(new Uint8Array(readFileSync(new URL(`registry/blobs/sha256/${digest.slice(7)}`, FOLDER))));
    } catch {
      return Promise.resolve(undefined);
    }
  },
};
const images: { tag: string; list_digest: string; manifest_digest: string; layer_digests: string[] }[] = JSON.parse(
  readFileSync(new URL('images.json', FOLDER), 'utf8'),
);
const alpine = images.find((image) => image.tag === 'alpine:3.13');
const layer = alpine?.layer_digests[0] ?? '';
const ZEROS = `sha256:${'0'.repeat(64)}`;
const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

function get(url: string, headers: Record<string, string> = {}, method: HttpRequest['method'] = 'GET'): HttpRequest {
  return { method, url, headers };
}

test.each([
  { name: 'base', request: get('/v2/'), status: 200, body: '{}' },
  {
    name: 'tags in the order of the registry',
    request: get('/v2/alpine/tags/list'),
    status: 200,
    body: '{"name":"alpine","tags":["latest","3.14","3.13"]}',
  },
  {
    name: 'a page of tags',
    request: get('/v2/alpine/tags/list?n=1&last=latest'),
    status: 200,
    body: '{"name":"alpine","tags":["3.14"]}',
  },
  {
    name: 'tags of an unknown repository',
    request: get('/v2/nope/tags/list'),
    status: 404,
    body: '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"nope"}}]}',
  },
  {
    name: 'unknown tag',
    request: get('/v2/alpine/manifests/nope'),
    status: 404,
    body: '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"nope"}}]}',
  },
  {
    name: 'a blob of another repository',
    request: get(`/v2/twin/blobs/${layer}`),
    status: 404,
    body: `{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry","detail":{"digest":"${layer}"}}]}`,
  },
  {
    name: 'an invalid name',
    request: get('/v2/Bad/manifests/x'),
    status: 400,
    body: '{"errors":[{"code":"NAME_INVALID","message":"invalid repository name","detail":{"name":"Bad"}}]}',
  },
  {
    name: 'a name of 256 letters',
    request: get(`/v2/${'a'.repeat(256)}/manifests/x`),
    status: 400,
    body: `{"errors":[{"code":"NAME_INVALID","message":"invalid repository name","detail":{"name":"${'a'.repeat(256)}"}}]}`,
  },
  {
    name: 'a tag that cannot be',
    request: get('/v2/alpine/manifests/-x'),
    status: 400,
    body: '{"errors":[{"code":"TAG_INVALID","message":"manifest tag did not match URI","detail":{"tag":"-x"}}]}',
  },
  {
    name: 'a manifest that is not there',
    request: get(`/v2/alpine/manifests/${ZEROS}`),
    status: 404,
    body: `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Digest":"${ZEROS}"}}]}`,
  },
  {
    name: 'a digest that is none',
    request: get('/v2/alpine/blobs/sha256:abc'),
    status: 400,
    body: '{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content","detail":{"digest":"sha256:abc"}}]}',
  },
  {
    name: 'who refers to a manifest',
    request: get(`/v2/alpine/referrers/${ZEROS}`),
    status: 200,
    body: '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}',
  },
  {
    name: 'an address of nothing',
    request: get('/v2/alpine'),
    status: 404,
    body: '{"errors":[{"code":"UNSUPPORTED","message":"there is nothing at this address","detail":{"path":"/v2/alpine"}}]}',
  },
  {
    name: 'a page of a strange length',
    request: get('/v2/_catalog?n=many'),
    status: 400,
    body: '{"errors":[{"code":"PAGINATION_NUMBER_INVALID","message":"invalid number of results requested","detail":{"n":"many"}}]}',
  },
  {
    name: 'writing',
    request: get('/v2/alpine/blobs/uploads/', {}, 'POST'),
    status: 405,
    body: '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported.","detail":null}]}',
  },
])('answers $name', async ({ request, status, body }) => {
  const response = await serveRegistry(content, request);
  expect(response.status).toBe(status);
  expect(text(response.body)).toBe(`${body}\n`);
  expect(response.headers['content-length']).toBe(String(response.body.length));
});

test('a manifest comes with its type and digest, and HEAD is GET without the body', async () => {
  const url = 'http://localhost:4321/v2/library/alpine/manifests/3.13';
  const whole = await serveRegistry(content, get(url));
  expect(whole.headers['content-type']).toBe('application/vnd.docker.distribution.manifest.list.v2+json');
  expect(whole.headers['docker-content-digest']).toBe(alpine?.list_digest);
  const head = await serveRegistry(content, get(url, {}, 'HEAD'));
  expect(head).toEqual({ ...whole, body: new Uint8Array() });
});

test.each([
  { range: 'bytes=0-9', status: 206, length: 10, contentRange: /^bytes 0-9\// },
  { range: 'bytes=-5', status: 206, length: 5, contentRange: /^bytes \d+-179212\/179213$/ },
  { range: 'bytes=999999999-', status: 416, length: undefined, contentRange: /^bytes \*\/179213$/ },
  { range: 'bytes=179213-', status: 416, length: undefined, contentRange: /^bytes \*\/179213$/ },
  { range: 'bytes=179212-500000', status: 206, length: 1, contentRange: /^bytes 179212-179212\/179213$/ },
  { range: 'bytes=-999999999', status: 206, length: 179213, contentRange: /^bytes 0-179212\/179213$/ },
  { range: 'bytes=-0', status: 416, length: undefined, contentRange: /^bytes \*\/179213$/ },
  { range: 'bytes=5-2', status: 200, length: 179213, contentRange: /^$/ },
  { range: 'bytes=0-1,4-5', status: 200, length: 179213, contentRange: /^$/ },
  { range: 'lines=1-2', status: 200, length: 179213, contentRange: /^$/ },
])('ranges: $range', async ({ range, status, length, contentRange }) => {
  const response = await serveRegistry(content, get(`/v2/alpine/blobs/${layer}`, { range }));
  expect(response.status).toBe(status);
  if (length !== undefined) expect(response.body.length).toBe(length);
  expect(response.headers['content-range'] ?? '').toMatch(contentRange);
});

test('a range of another version is not cut out of this one', async () => {
  const ask = (condition: string) =>
    serveRegistry(content, get(`/v2/alpine/blobs/${layer}`, { range: 'bytes=0-9', 'if-range': condition }));
  expect((await ask(`"${layer}"`)).status).toBe(206);
  expect((await ask(`"${ZEROS}"`)).status).toBe(200);
});

test.each([
  { accept: MANIFEST, type: MANIFEST },
  { accept: `${MANIFEST}, ${LIST}`, type: LIST },
  { accept: '*/*', type: LIST },
  { accept: `${MANIFEST};q=0.5, */*`, type: LIST },
  { accept: 'text/html', type: LIST },
])('a tag with several platforms, to a client that takes $accept', async ({ accept, type }) => {
  const { headers, body } = await serveRegistry(content, get('/v2/library/alpine/manifests/3.13', { accept }));
  expect(headers['content-type']).toBe(type);
  expect(headers['docker-content-digest']).toBe(type === LIST ? alpine?.list_digest : alpine?.manifest_digest);
  expect(digestBytes(body)).toBe(headers['docker-content-digest']);
  const byDigest = await serveRegistry(content, get(`/v2/library/alpine/manifests/${alpine?.list_digest}`, { accept }));
  expect(byDigest.headers['content-type']).toBe(LIST);
});

test('whoever follows the links of _catalog sees each repository once', async () => {
  const seen: string[] = [];
  let url: string | undefined = '/v2/_catalog?n=5';
  while (url !== undefined) {
    const { headers, body } = await serveRegistry(content, get(url));
    seen.push(...JSON.parse(text(body)).repositories);
    url = /^<([^>]+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
  }
  expect(seen).toEqual([...content.repositories.keys()].sort());
});

test.each([
  { query: 'n=0', repositories: [] },
  { query: 'n=2&last=library/m', repositories: ['library/nginx', 'library/node'] },
  { query: 'last=zzz', repositories: [] },
])('_catalog?$query', async ({ query, repositories }) => {
  const { headers, body } = await serveRegistry(content, get(`/v2/_catalog?${query}`));
  expect(JSON.parse(text(body))).toEqual({ repositories });
  expect(headers['link'] !== undefined).toBe(query.includes('n=2'));
});
