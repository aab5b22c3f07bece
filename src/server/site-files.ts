/** The built site over HTTP: answers from the manifest, so only what the build made can be asked for. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Reply } from './reply.ts';
import { PART_HEADERS, securityHeaders } from './security-headers.ts';
import type { Encoding, SiteFile, SiteManifest } from './site-manifest.ts';

const SUFFIX: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };
/** Files up to so many bytes in all are kept in memory once they were asked for. */
const MEMORY_BYTES = 64_000_000;

/** The threads that hash large layers and search in WebAssembly; no page may compile anything. */
const COMPILING_WORKER = /^\/(_astro\/(hash|scan)\.worker-[^/]+|pagefind\/pagefind-worker)\.js$/;

/** Lives under the policy of the page or the worker that loads it, and is neither of them itself. */
const PART_OF_PAGES = /^\/_astro\/(?![^/]*\.worker-)[^/]+\.(js|css|woff2|ttf)$/;

export interface SiteFiles {
  readonly has: (path: string) => boolean;
  reply(request: IncomingMessage, path: string, status?: number): Promise<Reply>;
}

export function openSiteFiles(dist: string, manifest: SiteManifest): SiteFiles {
  const files = new Map(Object.entries(manifest.files));
  const memory = new Map<string, Buffer>();
  let held = 0;

  async function read(path: string): Promise<Buffer> {
    const known = memory.get(path);
    if (known !== undefined) return known;
    const bytes = await readFile(join(dist, manifest.folder, path));
    if (held + bytes.length <= MEMORY_BYTES && !memory.has(path)) {
      memory.set(path, bytes);
      held += bytes.length;
    }
    return bytes;
  }

  return {
    has: (path) => files.has(path),
    async reply(request, path, status = 200) {
      const file = files.get(path);
      if (file === undefined) throw new RangeError(`no file ${path}`);
      const encoding = chooseEncoding(request.headers['accept-encoding'], file);
      const headers = {
        ...(PART_OF_PAGES.test(path)
          ? PART_HEADERS
          : securityHeaders({
              scripts: file.scripts,
              hasEditor: manifest.hasEditor,
              isPage: path.endsWith('.html'),
              mayCompile: COMPILING_WORKER.test(path),
            })),
        'cache-control': cacheControl(path, status),
        'content-type': file.type,
        vary: 'Accept-Encoding',
        etag: encoding === undefined ? `"${file.etag}"` : `"${file.etag}-${encoding}"`,
        ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      };
      if (status === 200 && isKnownToClient(request.headers['if-none-match'], headers.etag)) return { status: 304, headers };
      return { status, headers, body: await read(encoding === undefined ? path : path + SUFFIX[encoding]) };
    },
  };
}

/** What carries its own hash in its name never changes; everything else is asked for again and mostly answered with 304. */
function cacheControl(path: string, status: number): string {
  if (status !== 200) return 'no-cache';
  return /^\/(?:_astro|starts)\//.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
}

/** The smallest form that the client takes; `q=0` refuses one. */
function chooseEncoding(accept: string | undefined, file: SiteFile): Encoding | undefined {
  const taken = new Set<string>();
  for (const part of (accept ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) taken.add(name);
  }
  return file.encodings.find((encoding) => taken.has(encoding) || taken.has('*'));
}

function isKnownToClient(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === etag);
}
