/**
 * A read-only registry as a pure function (OCI distribution-spec 1.1, "Pull" and "Content discovery"; error bodies as docker-registry
 * 2.8 words them). The page's server, `npm run sim` and the tests all answer with it, so one thing is proved once.
 */
import { utf8 } from '../bytes/utf8.ts';
import { isDigest } from '../oci/digest.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { RegistryContent, Repository } from './registry-content.ts';

const API_VERSION = { 'docker-distribution-api-version': 'registry/2.0' };
const JSON_TYPE = 'application/json; charset=utf-8';
const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DEFAULT_PAGE = 1000;

/** `request.url` may be absolute or a path; only the path and the query count. Never rejects for what a stranger sends. */
export async function serveRegistry(content: RegistryContent, request: HttpRequest): Promise<HttpResponse> {
  const { path, query } = splitUrl(request.url);
  const response = await answer(content, request, path, query);
  return request.method === 'HEAD' ? { ...response, body: new Uint8Array() } : response;
}

async function answer(
  content: RegistryContent,
  request: HttpRequest,
  path: string,
  query: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, 'UNSUPPORTED', 'The operation is unsupported.', null, { allow: 'GET, HEAD' });
  }
  if (path === '/v2' || path === '/v2/') return json(200, {});
  if (path === '/v2/_catalog') return listPage('/v2/_catalog', 'repositories', {}, [...content.repositories.keys()].sort(), query);
  const match = /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(path);
  if (match === null) return refuse(404, 'UNSUPPORTED', 'there is nothing at this address', { path });
  const [, name = '', area, last = ''] = match;
  if (!NAME.test(name)) return refuse(400, 'NAME_INVALID', 'invalid repository name', { name });
  const repository = content.repositories.get(name);
  if (area === 'tags') return listTags(name, repository, last, query);
  if (area === 'blobs') return serveBlob(content, repository, last, request.headers['range']);
  return serveManifest(content, repository, last);
}

async function serveManifest(
  content: RegistryContent,
  repository: Repository | undefined,
  reference: string,
): Promise<HttpResponse> {
  const byDigest = reference.includes(':');
  if (byDigest && !isDigest(reference))
    return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', { digest: reference });
  if (!byDigest && !TAG.test(reference)) return refuse(400, 'TAG_INVALID', 'manifest tag did not match URI', { tag: reference });
  const digest = byDigest ? reference : repository?.tags.get(reference);
  const mediaType = digest === undefined ? undefined : repository?.manifests.get(digest);
  const bytes = digest === undefined || mediaType === undefined ? undefined : await content.blob(digest);
  if (digest === undefined || mediaType === undefined || bytes === undefined) {
    return refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown', byDigest ? { Digest: reference } : { Tag: reference });
  }
  return {
    status: 200,
    headers: { ...API_VERSION, ...bodyHeaders(mediaType, bytes.length), 'docker-content-digest': digest, etag: `"${digest}"` },
    body: bytes,
  };
}

async function serveBlob(
  content: RegistryContent,
  repository: Repository | undefined,
  digest: string,
  range: string | undefined,
): Promise<HttpResponse> {
  if (!isDigest(digest)) return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', { digest });
  const bytes = repository?.blobs.has(digest) === true ? await content.blob(digest) : undefined;
  if (bytes === undefined) return refuse(404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest });
  const headers = {
    ...API_VERSION,
    ...bodyHeaders('application/octet-stream', bytes.length),
    'accept-ranges': 'bytes',
    'cache-control': 'max-age=31536000, immutable',
    'docker-content-digest': digest,
    etag: `"${digest}"`,
  };
  const wanted = range === undefined ? undefined : parseRange(range, bytes.length);
  if (wanted === undefined) return { status: 200, headers, body: bytes };
  if (wanted === 'unsatisfiable') {
    return { ...refuse(416, 'RANGE_INVALID', 'invalid content range', { range }, { 'content-range': `bytes */${bytes.length}` }) };
  }
  const body = bytes.subarray(wanted.start, wanted.end);
  const partial = {
    'content-range': `bytes ${wanted.start}-${wanted.end - 1}/${bytes.length}`,
    'content-length': String(body.length),
  };
  return { status: 206, headers: { ...headers, ...partial }, body };
}

/** RFC 9110, section 14: one range of bytes; anything else is answered as if no range had been asked for. `end` is exclusive. */
function parseRange(range: string, size: number): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end };
}

function listTags(
  name: string,
  repository: Repository | undefined,
  last: string,
  query: ReadonlyMap<string, string>,
): HttpResponse {
  if (last !== 'list') return refuse(404, 'UNSUPPORTED', 'there is nothing at this address', { path: `tags/${last}` });
  if (repository === undefined) return refuse(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
  return listPage(`/v2/${name}/tags/list`, 'tags', { name }, repository.tagOrder, query);
}

/** `n` and `last` of the query cut a page; a further page is named in `Link` (distribution-spec, "Listing tags"). */
function listPage(
  path: string,
  key: string,
  head: object,
  all: readonly string[],
  query: ReadonlyMap<string, string>,
): HttpResponse {
  const asked = query.get('n');
  const n = asked === undefined ? DEFAULT_PAGE : Number(asked);
  if (!Number.isInteger(n) || n < 0)
    return refuse(400, 'PAGINATION_NUMBER_INVALID', 'invalid number of results requested', { n: asked });
  const after = query.get('last');
  const from = after === undefined ? 0 : all.indexOf(after) + 1;
  const page = all.slice(from, from + n);
  const end = page.at(-1);
  const link: Record<string, string> =
    end !== undefined && from + n < all.length ? { link: `<${path}?last=${encodeURIComponent(end)}&n=${n}>; rel="next"` } : {};
  return json(200, { ...head, [key]: page }, link);
}

function refuse(
  status: number,
  code: string,
  message: string,
  detail: object | null,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return json(status, { errors: [{ code, message, detail }] }, headers);
}

function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const body = utf8(`${JSON.stringify(value)}\n`);
  return { status, headers: { ...API_VERSION, ...bodyHeaders(JSON_TYPE, body.length), ...headers }, body };
}

function bodyHeaders(type: string, length: number): { 'content-type': string; 'content-length': string } {
  return { 'content-type': type, 'content-length': String(length) };
}

/** Path and query of an absolute URL or of a path; what is escaped is put back. */
export function splitUrl(url: string): { path: string; query: ReadonlyMap<string, string> } {
  const rest = url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const mark = rest.indexOf('?');
  const path = decodePart(mark < 0 ? rest : rest.slice(0, mark));
  const pairs = mark < 0 ? [] : rest.slice(mark + 1).split('&');
  const query = new Map(
    pairs.map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decodePart(pair), ''] : [decodePart(pair.slice(0, equals)), decodePart(pair.slice(equals + 1))];
    }),
  );
  return { path, query };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
