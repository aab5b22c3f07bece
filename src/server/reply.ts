/** One answer as a value: routes return it, `create-server.ts` alone writes to sockets. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  /** names in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export function sendReply(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Reply): void {
  const length = status === 304 || status === 204 ? {} : { 'content-length': String(body?.length ?? 0) };
  response.writeHead(status, { ...length, ...headers });
  response.end(request.method === 'HEAD' || body === undefined ? undefined : body);
}

export function textReply(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: new TextEncoder().encode(`${text}\n`),
  };
}

export function redirectReply(status: 302 | 308, location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { location, 'cache-control': 'no-store', ...headers } };
}
