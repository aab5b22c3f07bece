/** Finished pages over HTTP, as a usual static host sends them: text with gzip, what has a hash in its name for a year. */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.xml': 'application/xml',
  '.wasm': 'application/wasm',
};
const NOT_PACKED: ReadonlySet<string> = new Set(['.png', '.webp', '.woff2']);
const HASHED = /[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

interface Sent {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Served {
  /** with a slash at the end */
  readonly url: string;
  close(): Promise<void>;
}

export async function serveFolder(folder: string, port: number): Promise<Served> {
  const sent = new Map<string, Sent | undefined>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!sent.has(pathname)) sent.set(pathname, findFile(folder, pathname));
    const file = sent.get(pathname);
    response.writeHead(file === undefined ? 404 : 200, file?.headers ?? { 'content-type': 'text/plain' });
    response.end(file?.body ?? 'not found');
  });
  return listen(server, port);
}

export function listen(server: Server, port: number): Promise<Served> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ url: `http://localhost:${port}/`, close });
    });
  });
}

function findFile(folder: string, pathname: string): Sent | undefined {
  const path = join(folder, normalize(decodeURIComponent(pathname)));
  const candidates = [path, join(path, 'index.html'), `${path}.html`];
  const file = candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
  if (file === undefined) return undefined;
  const extension = extname(file);
  const isPacked = !NOT_PACKED.has(extension);
  const raw = readFileSync(file);
  return {
    body: isPacked ? gzipSync(raw, { level: 9 }) : raw,
    headers: {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'cache-control': extension !== '.html' && HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'public, max-age=600',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    },
  };
}
