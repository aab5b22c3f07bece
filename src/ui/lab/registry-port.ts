/**
 * The engine's network as the page allows it: Docker Hub's name stands for the registry that this site serves at `/v2/`, and there is
 * nothing else. So `docker pull` really fetches manifests and blobs, and no request ever goes to another origin.
 */
import { type HttpPort, HttpUnreachable } from '../../engine/index.ts';

const SERVED_HOSTS: ReadonlySet<string> = new Set(['registry-1.docker.io', 'localhost:4321']);

/** @param fetchHere the page's or worker's own `fetch` */
export function createRegistryPort(origin: string, fetchHere: typeof fetch): HttpPort {
  return {
    async fetch({ method, url, headers, body }) {
      const { host, hostname, pathname, search } = new URL(url);
      if (!SERVED_HOSTS.has(host) || !pathname.startsWith('/v2/')) throw unreachable(hostname);
      try {
        const response = await fetchHere(`${origin}${pathname}${search}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        });
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        };
      } catch {
        throw unreachable(hostname);
      }
    },
  };
}

/** As Go words a name that nobody knows. */
function unreachable(hostname: string): HttpUnreachable {
  return new HttpUnreachable(`dial tcp: lookup ${hostname}: no such host`);
}
