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
  blob(digest: Digest): Promise<Uint8Array>;
  /** in the registry's own order */
  tags(): Promise<readonly string[]>;
}

/**
 * Opens a repository for reading.
 * @throws RegistryError `registry.unreachable`, `registry.failed`
 */
export async function openRepository(ctx: Pick<EngineContext, 'ports'>, reference: Reference): Promise<RegistryClient> {
  const base = baseUrl(reference.domain);
  const { path } = reference;
  let authorization: string | undefined;

  async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
    return send(ctx, { method: 'GET', url, headers: authorization === undefined ? headers : { ...headers, authorization } });
  }

  const ping = await get(`${base}/v2/`);
  if (ping.status === 401) authorization = await fetchToken(ctx, ping.headers['www-authenticate'] ?? '', path);
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
    async blob(digest) {
      const url = `${base}/v2/${path}/blobs/${digest}`;
      const response = await get(url);
      if (response.status !== 200) throw refusal(url, response, reference);
      return response.body;
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
export function baseUrl(domain: string): string {
  if (domain === HUB_DOMAIN) return `https://${HUB_HOST}`;
  const name = domain.replace(/:\d+$/, '');
  return `${name === 'localhost' || name.startsWith('127.') ? 'http' : 'https'}://${domain}`;
}

async function send(ctx: Pick<EngineContext, 'ports'>, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await ctx.ports.http.fetch(request);
  } catch (error) {
    if (!(error instanceof HttpUnreachable)) throw error;
    throw new RegistryError('registry.unreachable', { method: 'Get', url: request.url, cause: error.message });
  }
}

async function fetchToken(ctx: Pick<EngineContext, 'ports'>, challenge: string, path: string): Promise<string> {
  const realm = parameter(challenge, 'realm');
  if (realm === undefined)
    throw new RegistryError('registry.failed', { url: '/v2/', status: 401, cause: 'no basic auth credentials' });
  const service = parameter(challenge, 'service');
  const scope = encodeURIComponent(`repository:${path}:pull`);
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
  const lacksScope =
    response.status === 401 && parameter(response.headers['www-authenticate'] ?? '', 'error') === 'insufficient_scope';
  const first = lacksScope ? { code: 'DENIED', message: 'requested access to the resource is denied' } : firstError(response);
  const kind = first === undefined ? undefined : REFUSALS.get(first.code);
  if (first === undefined || kind === undefined) return failed(url, response);
  const cause = `${first.code.toLowerCase().replaceAll('_', ' ')}: ${first.message}`;
  return new RegistryError('registry.refused', {
    kind,
    name: familiarName(reference),
    reference: familiarString(reference),
    cause,
  });
}

function failed(url: string, response: HttpResponse): RegistryError {
  const first = firstError(response);
  const cause =
    first === undefined
      ? `received unexpected HTTP status: ${response.status}`
      : `${first.code.toLowerCase().replaceAll('_', ' ')}: ${first.message}`;
  return new RegistryError('registry.failed', { url, status: response.status, cause });
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
