/** `/v2/`: the teaching images for the pages' `docker pull`, and for a real Docker. Read only. */
import type { IncomingMessage } from 'node:http';
import { type HttpRequest, type RegistryContent, serveRegistry } from '../engine/index.ts';
import type { Reply } from './reply.ts';

export type RegistryRoute = (request: IncomingMessage) => Promise<Reply>;

export function createRegistryRoute(content: RegistryContent): RegistryRoute {
  return async ({ method = 'GET', url = '/', headers }) => {
    const range = headers.range === undefined ? {} : { range: headers.range };
    const reply = await serveRegistry(content, { method: isMethod(method) ? method : 'POST', url, headers: range });
    const etag = reply.headers['etag'];
    if (reply.status === 200 && etag !== undefined && headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { ...reply, headers: { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', ...reply.headers } };
  };
}

function isMethod(method: string): method is HttpRequest['method'] {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'].includes(method);
}
