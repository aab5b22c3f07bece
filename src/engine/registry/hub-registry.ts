/**
 * The simulated internet: one folder of images answers as Docker Hub and as a registry on localhost:5000, everything else is not there.
 *
 * The Hub asks for a token before it says anything, and to an unknown repository it does not say "unknown" but "denied" (transcript 51;
 * moby turns `insufficient_scope` into that word); a registry without login says `manifest unknown` (transcript 49).
 */
import { utf8 } from '../bytes/utf8.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '../ports.ts';
import { unreachable } from './no-network.ts';
import type { RegistryContent } from './registry-content.ts';
import { serveRegistry } from './serve-registry.ts';
import { createWritableRegistry } from './writable-registry.ts';

const HUB = 'registry-1.docker.io';
const AUTH = 'auth.docker.io';
const TOKEN = 'camadas';
const LOCAL = new Set(['localhost:5000', '127.0.0.1:5000']);

/** What is pushed to localhost:5000 stays there as long as this port lives; the Hub takes nothing. */
export function createHubRegistry(content: RegistryContent): HttpPort {
  return hubOver(content, createWritableRegistry(content));
}

function hubOver(content: RegistryContent, local: HttpPort): HttpPort {
  return {
    fork: () => hubOver(content, local.fork?.() ?? local),
    async fetch(request) {
      const match = /^(https?):\/\/([^/]+)(\/.*)?$/.exec(request.url);
      const [, scheme, host = '', path = '/'] = match ?? [];
      if (host === HUB && scheme === 'https') return serveHub(content, request, path);
      if (host === AUTH && scheme === 'https') return json(200, { token: TOKEN, access_token: TOKEN, expires_in: 300 });
      if (LOCAL.has(host) && scheme === 'http') return local.fetch(request);
      throw unreachable(host, scheme === 'http' ? 80 : 443);
    },
  };
}

async function serveHub(content: RegistryContent, request: HttpRequest, path: string): Promise<HttpResponse> {
  const challenge = `Bearer realm="https://${AUTH}/token",service="registry.docker.io"`;
  if (request.headers['authorization'] === undefined) return denied(challenge, null);
  const name = /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(path)?.[1];
  // Only who pushes asks whether a blob is there.
  const isReading = request.method === 'GET' || (request.method === 'HEAD' && !path.includes('/blobs/'));
  if (name !== undefined && !(isReading && content.repositories.has(name))) {
    const detail = [{ Type: 'repository', Class: '', Name: name, Action: 'pull' }];
    return denied(`${challenge},scope="repository:${name}:pull",error="insufficient_scope"`, detail);
  }
  return serveRegistry(content, request);
}

function denied(challenge: string, detail: object | null): HttpResponse {
  const body = { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required', detail }] };
  return json(401, body, { 'www-authenticate': challenge });
}

function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const body = utf8(JSON.stringify(value));
  return {
    status,
    headers: { 'content-type': 'application/json', 'docker-distribution-api-version': 'registry/2.0', ...headers },
    body,
  };
}
