/**
 * The client's half of the distribution protocol (distribution-spec 1.1, "Pull"; the token dance of distribution's `spec/auth/token.md`):
 * ask `/v2/`, fetch a token where it is wanted, ask again. Errors come out as `RegistryError`, never in the registry's own words.
 */
import { text } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from '../oci/media-types.ts';
import { type HttpRequest, type HttpResponse, HttpUnreachable } from '../ports.ts';
import { familiarName, familiarString, type Reference } from '../reference/reference.ts';
import { RegistryError, type RegistryErrorData } from './registry-error.ts';

const ACCEPT = [DOCKER_MANIFEST, DOCKER_LIST, OCI_MANIFEST, OCI_INDEX].join(', ');
/** as Go's http client writes them in front of an error */
const GO_METHODS = { GET: 'Get', HEAD: 'Head', POST: 'Post', PUT: 'Put', PATCH: 'Patch' } as const;
const HUB_DOMAIN = 'docker.io';
const HUB_HOST = 'registry-1.docker.io';

export interface FetchedManifest {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  /** what the registry says it is; only a digest that was computed from the bytes may be believed */
  readonly claimed: Digest | undefined;
}

export interface RegistryClient {
  manifest(reference: string): Promise<FetchedManifest>;
  blob(digest: Digest, what: 'layer' | 'config'): Promise<Uint8Array>;
  /** in the registry's own order */
  tags(): Promise<readonly string[]>;
  /** bytes of a blob that the repository has */
  sizeOf(digest: Digest): Promise<number | undefined>;
  /** Whether the registry gave it from another of its repositories (`from`, a path). */
  mountBlob(digest: Digest, from: string): Promise<boolean>;
  /** whole, in two requests */
  pushBlob(digest: Digest, bytes: Uint8Array): Promise<void>;
  pushManifest(tag: string, bytes: Uint8Array, mediaType: string): Promise<void>;
}

/**
 * Opens a repository for reading, or for writing too.
 * @throws RegistryError `registry.unreachable`, `registry.failed`
 */
export async function openRepository(
  ctx: Pick<EngineContext, 'ports'>,
  reference: Reference,
  actions: 'pull' | 'pull,push' = 'pull',
): Promise<RegistryClient> {
  const base = baseUrl(reference.domain);
  const { path } = reference;
  let authorization: string | undefined;

  async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
    return send(ctx, { method: 'GET', url, headers: authorization === undefined ? headers : { ...headers, authorization } });
  }

  async function write(method: 'POST' | 'PUT', url: string, status: number, type: string, body: Uint8Array): Promise<HttpResponse> {
    const headers = { 'content-type': type, ...(authorization === undefined ? {} : { authorization }) };
    const response = await send(ctx, { method, url, headers, body });
    if (response.status !== status) throw new RegistryError('registry.pushRefused', { cause: causeOf(response) });
    return response;
  }

  const ping = await get(`${base}/v2/`);
  if (ping.status === 401) authorization = await fetchToken(ctx, ping.headers['www-authenticate'] ?? '', path, actions);
  else if (ping.status !== 200) throw failed(`${base}/v2/`, ping);

  return {
    async manifest(which) {
      const url = `${base}/v2/${path}/manifests/${which}`;
      const response = await get(url, { accept: ACCEPT });
      if (response.status !== 200) throw refusal(url, response, withTail(reference, which));
      const claimed = response.headers['docker-content-digest'];
      return {
        bytes: response.body,
        mediaType: response.headers['content-type']?.split(';')[0]?.trim(),
        claimed: claimed !== undefined && isDigest(claimed) ? claimed : undefined,
      };
    },
    async blob(digest, what) {
      const url = `${base}/v2/${path}/blobs/${digest}`;
      const response = await get(url);
      if (response.status === 404) throw new RegistryError('registry.blobUnknown', { what, digest });
      if (response.status !== 200) throw refusal(url, response, reference);
      return response.body;
    },
    async sizeOf(digest) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const response = await send(ctx, { method: 'HEAD', url: `${base}/v2/${path}/blobs/${digest}`, headers });
      return response.status === 200 ? Number(response.headers['content-length'] ?? 0) : undefined;
    },
    async mountBlob(digest, from) {
      const url = `${base}/v2/${path}/blobs/uploads/?from=${encodeURIComponent(from)}&mount=${encodeURIComponent(digest)}`;
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const response = await send(ctx, { method: 'POST', url, headers, body: new Uint8Array() });
      return response.status === 201;
    },
    async pushBlob(digest, bytes) {
      const started = await write('POST', `${base}/v2/${path}/blobs/uploads/`, 202, 'application/octet-stream', new Uint8Array());
      const location = started.headers['location'] ?? '';
      const url = /^https?:/.test(location) ? location : base + location;
      await write('PUT', `${url}${url.includes('?') ? '&' : '?'}digest=${digest}`, 201, 'application/octet-stream', bytes);
    },
    async pushManifest(tag, bytes, mediaType) {
      await write('PUT', `${base}/v2/${path}/manifests/${tag}`, 201, mediaType, bytes);
    },
    async tags() {
      const tags: string[] = [];
      let url: string | undefined = `${base}/v2/${path}/tags/list`;
      while (url !== undefined) {
        const response: HttpResponse = await get(url);
        if (response.status !== 200) throw refusal(url, response, reference);
        tags.push(...tagsOf(url, response));
        const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers['link'] ?? '')?.[1];
        url = next === undefined || /^https?:/.test(next) ? next : base + next;
      }
      return tags;
    },
  };
}

/** Registries on this computer speak plain http, all others https; the Hub lives under another name. */
function baseUrl(domain: string): string {
  if (domain === HUB_DOMAIN) return `https://${HUB_HOST}`;
  const name = domain.replace(/:\d+$/, '');
  return `${name === 'localhost' || name.startsWith('127.') ? 'http' : 'https'}://${domain}`;
}

async function send(ctx: Pick<EngineContext, 'ports'>, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await ctx.ports.http.fetch(request);
  } catch (error) {
    if (!(error instanceof HttpUnreachable)) throw error;
    throw new RegistryError('registry.unreachable', {
      method: GO_METHODS[request.method],
      url: request.url,
      cause: error.message,
    });
  }
}

async function fetchToken(ctx: Pick<EngineContext, 'ports'>, challenge: string, path: string, actions: string): Promise<string> {
  const realm = parameter(challenge, 'realm');
  if (realm === undefined)
    throw new RegistryError('registry.failed', { url: '/v2/', status: 401, cause: 'no basic auth credentials' });
  const service = parameter(challenge, 'service');
  const scope = encodeURIComponent(`repository:${path}:${actions}`);
  const url = `${realm}?${service === undefined ? '' : `service=${encodeURIComponent(service)}&`}scope=${scope}`;
  const response = await send(ctx, { method: 'GET', url, headers: {} });
  const token = response.status === 200 ? tokenOf(response) : undefined;
  if (token === undefined) throw failed(url, response);
  return `Bearer ${token}`;
}

function tokenOf(response: HttpResponse): string | undefined {
  const value = parse(response.body);
  if (typeof value !== 'object' || value === null) return undefined;
  const { token, access_token: access } = value as { token?: unknown; access_token?: unknown };
  return typeof token === 'string' ? token : typeof access === 'string' ? access : undefined;
}

function tagsOf(url: string, response: HttpResponse): string[] {
  const value = parse(response.body);
  const tags = typeof value === 'object' && value !== null ? (value as { tags?: unknown }).tags : undefined;
  if (tags === null) return [];
  if (!Array.isArray(tags) || !tags.every((tag): tag is string => typeof tag === 'string')) throw failed(url, response);
  return tags;
}

function parameter(challenge: string, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
}

const REFUSALS: ReadonlyMap<string, RegistryErrorData['registry.refused']['kind']> = new Map([
  ['DENIED', 'DENIED'],
  ['MANIFEST_UNKNOWN', 'MANIFEST_UNKNOWN'],
  ['NAME_UNKNOWN', 'NAME_UNKNOWN'],
]);

/** moby `distribution/errors.go`: the first error of the body decides; a 401 that lacks the scope counts as denied. */
function refusal(url: string, response: HttpResponse, reference: Reference): RegistryError {
  const first = decidingError(response);
  const kind = first === undefined ? undefined : REFUSALS.get(first.code);
  if (first === undefined || kind === undefined) return failed(url, response);
  const names = { name: familiarName(reference), reference: familiarString(reference) };
  return new RegistryError('registry.refused', { kind, ...names, cause: causeOf(response) });
}

function decidingError(response: HttpResponse): { code: string; message: string } | undefined {
  const lacksScope =
    response.status === 401 && parameter(response.headers['www-authenticate'] ?? '', 'error') === 'insufficient_scope';
  return lacksScope ? { code: 'DENIED', message: 'requested access to the resource is denied' } : firstError(response);
}

function failed(url: string, response: HttpResponse): RegistryError {
  return new RegistryError('registry.failed', { url, status: response.status, cause: causeOf(response) });
}

/** `<code in lower case>: <message>` */
function causeOf(response: HttpResponse): string {
  const first = decidingError(response);
  if (first === undefined) return `received unexpected HTTP status: ${response.status}`;
  return `${first.code.toLowerCase().replaceAll('_', ' ')}: ${first.message}`;
}

function firstError(response: HttpResponse): { code: string; message: string } | undefined {
  const value = parse(response.body);
  const errors = typeof value === 'object' && value !== null ? (value as { errors?: unknown }).errors : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (typeof first !== 'object' || first === null) return undefined;
  const { code, message } = first as { code?: unknown; message?: unknown };
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
}

function withTail(reference: Reference, which: string): Reference {
  const { domain, path } = reference;
  return isDigest(which) ? { domain, path, digest: which } : { domain, path, tag: which };
}
