/** `/v2/`: the teaching images for the pages' `docker pull`, and for a real Docker. Read only. */
import type { IncomingMessage } from 'node:http';
import { type HttpRequest, loadRegistryServing, type RegistryContent } from '../engine/index.ts';
import type { Reply } from './reply.ts';

export type RegistryRoute = (request: IncomingMessage) => Promise<Reply>;

/** What is called by its hash is the same for ever. */
const BY_DIGEST = /\/(blobs|manifests)\/sha256:[0-9a-f]{64}$/;

const USED_HEADERS: ReadonlySet<string> = new Set(['range', 'if-range', 'accept']);

export function createRegistryRoute(given: RegistryContent): RegistryRoute {
  let content: RegistryContent | undefined;
  return async ({ method = 'GET', url = '/', headers }) => {
    const used = Object.entries(headers).filter(
      (header): header is [string, string] => USED_HEADERS.has(header[0]) && typeof header[1] === 'string',
    );
    const request = { method: isMethod(method) ? method : 'POST', url, headers: Object.fromEntries(used) } as const;
    const { compareNames, serveRegistry } = await loadRegistryServing();
    content ??= withSortedTags(given, compareNames);
    const reply = await serveRegistry(content, request);
    const { vary, ...own } = reply.headers;
    // what has a digest in its address is the same for every `Accept`, too
    const kept = reply.status === 200 && BY_DIGEST.test(url) ? { 'cache-control': 'max-age=31536000, immutable' } : { vary };
    const all = definedOnly({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', ...own, ...kept });
    if (reply.status !== 200 || !isKnown(headers['if-none-match'], reply.headers['etag'])) return { ...reply, headers: all };
    return { status: 304, headers: Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('content-'))) };
  };
}

function definedOnly(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined));
}

/** As the specification wants them. The recordings' registry had them in the order of its folder, so the engine's own stays as it is. */
function withSortedTags(content: RegistryContent, compareNames: (a: string, b: string) => number): RegistryContent {
  const sorted = [...content.repositories].map(
    ([name, repository]) => [name, { ...repository, tagOrder: repository.tagOrder.toSorted(compareNames) }] as const,
  );
  return { repositories: new Map(sorted), blob: (digest) => content.blob(digest) };
}

/** RFC 9110, section 13.1.2: a list of tags, weak ones as good as others, or `*`. */
function isKnown(condition: string | undefined, etag: string | undefined): boolean {
  if (condition === undefined || etag === undefined) return false;
  return condition.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}

function isMethod(method: string): method is HttpRequest['method'] {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'].includes(method);
}
