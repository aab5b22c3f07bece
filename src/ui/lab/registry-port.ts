/**
 * The engine's network as the page allows it: Docker Hub's name stands for the registry that this site serves at `/v2/`, and there is
 * nothing else. So `docker pull` really fetches manifests and blobs, and no request ever goes to another origin.
 */
import { type HttpPort, type HttpResponse, HttpUnreachable } from '../../engine/index.ts';

const SERVED_HOSTS: ReadonlySet<string> = new Set(['registry-1.docker.io', 'localhost:4321']);

/** What it is called by is its hash, so it is the same whoever asks. */
const BLOB = /\/blobs\/sha256:[0-9a-f]{64}$/;
/** Blobs up to so many bytes in all are kept: the engine then has the same bytes again, and need not hash them again. */
const KEPT_BYTES = 32_000_000;

/** @param fetchHere the page's or worker's own `fetch` */
export function createRegistryPort(origin: string, fetchHere: typeof fetch): HttpPort {
  const kept = new Map<string, HttpResponse>();
  let held = 0;
  return {
    async fetch({ method, url, headers, body }) {
      const { host, hostname, pathname, search } = new URL(url);
      if (!SERVED_HOSTS.has(host) || !pathname.startsWith('/v2/')) throw unreachable(hostname);
      const known = method === 'GET' ? kept.get(pathname) : undefined;
      if (known !== undefined) return known;
      try {
        const response = await fetchHere(`${origin}${pathname}${search}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        });
        const answer: HttpResponse = {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        };
        const { length } = answer.body;
        if (method === 'GET' && answer.status === 200 && BLOB.test(pathname) && held + length <= KEPT_BYTES) {
          kept.set(pathname, answer);
          held += length;
        }
        return answer;
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
