/**
 * A read-only registry as a pure function (OCI distribution-spec 1.1, "Pull" and "Content discovery"; error bodies as docker-registry
 * 2.8 words them). The page's server, `npm run sim` and the tests all answer with it, so one thing is proved once.
 */
import { EngineError } from '../errors.ts';
import { isDigest } from '../oci/digest.ts';
import { decodeManifest, findManifest } from '../oci/manifest.ts';
import { isIndexType, isManifestType, OCI_INDEX } from '../oci/media-types.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { findRange } from './byte-range.ts';
import { compareNames, listPage } from './list-page.ts';
import type { RegistryContent, Repository } from './registry-content.ts';
import { API_VERSION, bodyHeaders, json, refuse } from './registry-reply.ts';

const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const MAX_NAME = 255;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const PLATFORM = { architecture: 'amd64', os: 'linux' };

/**
 * `request.url` may be absolute or a path; only the path and the query count. Of the headers: `range`, `if-range`, `accept`. Never rejects for
 * what a stranger sends.
 */
export async function serveRegistry(content: RegistryContent, request: HttpRequest): Promise<HttpResponse> {
  const { path, query } = splitUrl(request.url);
  const response = await answer(content, request, path, query);
  return request.method === 'HEAD' ? { ...response, body: new Uint8Array() } : response;
}

async function answer(
  content: RegistryContent,
  { method, headers }: HttpRequest,
  path: string,
  query: ReadonlyMap<string, string>,
): Promise<HttpResponse> {
  if (method !== 'GET' && method !== 'HEAD')
    return refuse(405, 'UNSUPPORTED', 'The operation is unsupported.', null, { allow: 'GET, HEAD' });
  if (path === '/v2' || path === '/v2/') return json(200, {});
  if (path === '/v2/_catalog') {
    const items = [...content.repositories.keys()].sort(compareNames);
    return listPage({ path, key: 'repositories', head: {}, items }, query);
  }
  const match = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(path);
  if (match === null) return refuse(404, 'UNSUPPORTED', 'there is nothing at this address', { path });
  const [, name = '', area, last = ''] = match;
  if (!NAME.test(name) || name.length > MAX_NAME) return refuse(400, 'NAME_INVALID', 'invalid repository name', { name });
  const repository = content.repositories.get(name);
  switch (area) {
    case 'tags':
      return listTags(path, name, repository, last, query);
    case 'blobs':
      return serveBlob(content, repository, last, headers);
    case 'referrers':
      return listReferrers(last);
    default:
      return serveManifest(content, repository, last, headers['accept']);
  }
}

async function serveManifest(
  content: RegistryContent,
  repository: Repository | undefined,
  reference: string,
  accept: string | undefined,
): Promise<HttpResponse> {
  const byDigest = reference.includes(':');
  if (byDigest && !isDigest(reference)) return badDigest(reference);
  if (!byDigest && !TAG.test(reference)) return refuse(400, 'TAG_INVALID', 'manifest tag did not match URI', { tag: reference });
  const digest = byDigest ? reference : repository?.tags.get(reference);
  const found = digest === undefined ? undefined : await findStored(content, repository, digest);
  if (found === undefined)
    return refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown', byDigest ? { Digest: reference } : { Tag: reference });
  const takesLists = byDigest || accept === undefined || !isForManifestsOnly(accept);
  const stored = takesLists ? found : ((await findOwnPlatform(content, repository, found)) ?? found);
  const headers = { 'docker-content-digest': stored.digest, etag: `"${stored.digest}"`, vary: 'accept' };
  return {
    status: 200,
    headers: { ...API_VERSION, ...bodyHeaders(stored.mediaType, stored.bytes.length), ...headers },
    body: stored.bytes,
  };
}

interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

async function findStored(
  content: RegistryContent,
  repository: Repository | undefined,
  digest: string,
): Promise<StoredManifest | undefined> {
  const mediaType = repository?.manifests.get(digest);
  const bytes = mediaType === undefined ? undefined : await content.blob(digest);
  return mediaType === undefined || bytes === undefined ? undefined : { digest, mediaType, bytes };
}

/** Names a kind of manifest and no kind of list: clients from before there were lists, which then get the one image that they can mean. */
function isForManifestsOnly(accept: string): boolean {
  const types = accept.split(',').map((type) => type.split(';')[0]?.trim() ?? '');
  return types.some(isManifestType) && !types.some((type) => isIndexType(type) || type.endsWith('/*'));
}

async function findOwnPlatform(
  content: RegistryContent,
  repository: Repository | undefined,
  { bytes, mediaType }: StoredManifest,
): Promise<StoredManifest | undefined> {
  if (!isIndexType(mediaType)) return undefined;
  try {
    const list = decodeManifest(bytes, mediaType);
    const own = list.kind === 'index' ? findManifest(list, PLATFORM.architecture, PLATFORM.os) : undefined;
    return own === undefined ? undefined : await findStored(content, repository, own.digest);
  } catch (error) {
    // a list that was pushed damaged goes out as it is
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

async function serveBlob(
  content: RegistryContent,
  repository: Repository | undefined,
  digest: string,
  asked: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  if (!isDigest(digest)) return badDigest(digest);
  const bytes = repository?.blobs.has(digest) === true ? await content.blob(digest) : undefined;
  if (bytes === undefined) return refuse(404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest });
  const etag = `"${digest}"`;
  const headers = {
    ...API_VERSION,
    ...bodyHeaders('application/octet-stream', bytes.length),
    'accept-ranges': 'bytes',
    'cache-control': 'max-age=31536000, immutable',
    'docker-content-digest': digest,
    etag,
  };
  const range = findRange(asked, etag, bytes.length);
  if (range === undefined) return { status: 200, headers, body: bytes };
  if (range === 'unsatisfiable') {
    const detail = { range: asked['range'] };
    return refuse(416, 'RANGE_INVALID', 'invalid content range', detail, { 'content-range': `bytes */${bytes.length}` });
  }
  const body = bytes.subarray(range.start, range.end);
  const partial = {
    'content-range': `bytes ${range.start}-${range.end - 1}/${bytes.length}`,
    'content-length': String(body.length),
  };
  return { status: 206, headers: { ...headers, ...partial }, body };
}

function listTags(
  path: string,
  name: string,
  repository: Repository | undefined,
  last: string,
  query: ReadonlyMap<string, string>,
): HttpResponse {
  if (last !== 'list') return refuse(404, 'UNSUPPORTED', 'there is nothing at this address', { path: `tags/${last}` });
  if (repository === undefined) return refuse(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
  return listPage({ path, key: 'tags', head: { name }, items: repository.tagOrder }, query);
}

/** Nothing here says of itself that it belongs to another manifest; a registry that knows the question answers with an empty list. */
function listReferrers(digest: string): HttpResponse {
  if (!isDigest(digest)) return badDigest(digest);
  return json(200, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }, {}, OCI_INDEX);
}

function badDigest(digest: string): HttpResponse {
  return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', { digest });
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
