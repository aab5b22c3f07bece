/**
 * The engine's network as the page allows it: Docker Hub's name stands for the registry that this site serves at `/v2/`, and there is
 * nothing else. So `docker pull` really fetches manifests and blobs, and no request ever goes to another origin.
 */
import { type HttpPort, type HttpRequest, type HttpResponse, HttpUnreachable } from '../../engine/index.ts';

const SERVED_HOSTS: ReadonlySet<string> = new Set(['registry-1.docker.io', 'localhost:4321']);

/** What it is called by is its hash, so it is the same whoever asks. */
const BLOB = /\/blobs\/sha256:[0-9a-f]{64}$/;
/** Blobs up to so many bytes in all are kept: the engine then has the same bytes again, and need not hash them again. */
const KEPT_BYTES = 32_000_000;

/** Every answer of a registry has it; that of a host which only hands out files has not. */
const MARK = 'docker-distribution-api-version';

/**
 * @param site address of the site's folder, without a slash at the end
 * @param fetchHere the page's or worker's own `fetch`
 * @param openFallback what answers where there is no registry to be reached
 */
export function createRegistryPort(
  site: string,
  fetchHere: typeof fetch,
  openFallback?: () => Promise<HttpPort['fetch']>,
): HttpPort {
  const kept = new Map<string, HttpResponse>();
  let held = 0;
  let fallback: Promise<HttpPort['fetch']> | undefined;

  async function fetchThere({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const { pathname, search } = new URL(url);
    const response = await fetchHere(`${site}${pathname}${search}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    if (openFallback !== undefined && !response.headers.has(MARK)) throw new TypeError('no registry');
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }

  /** Opened again after it could not be. */
  async function answerHere(request: HttpRequest, thrown: unknown): Promise<HttpResponse> {
    if (openFallback === undefined) throw thrown;
    fallback ??= openFallback();
    try {
      return await (await fallback)(request);
    } catch (again) {
      fallback = undefined;
      throw again;
    }
  }

  return {
    async fetch(request) {
      const { method, url } = request;
      const { host, hostname, pathname } = new URL(url);
      if (!SERVED_HOSTS.has(host) || !pathname.startsWith('/v2/')) throw unreachable(hostname);
      const known = method === 'GET' ? kept.get(pathname) : undefined;
      if (known !== undefined) return known;
      try {
        const answer = await fetchThere(request).catch((thrown: unknown) => answerHere(request, thrown));
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
