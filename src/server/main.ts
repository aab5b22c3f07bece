/** Serves a finished build: `node src/server/main.ts`. PORT (4321), HOST (127.0.0.1) and DIST (dist) come from the environment. */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSiteServer, type PageHandler } from './create-server.ts';
import { readStoragePlace, type StoragePlace } from './db/storage-place.ts';
import { createLazyClassroom, type LazyClassroom } from './lazy-classroom.ts';
import { openRegistryFolder } from './registry-folder.ts';
import { createRegistryRoute } from './registry-route.ts';
import { reportError } from './report-error.ts';
import { openSiteFiles } from './site-files.ts';
import { findManifest } from './site-manifest.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GRACE_MS = 5000;

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly dist: string;
  /** where classes are kept; left out, as the environment says */
  readonly place?: StoragePlace;
}

/** @throws Error with a sentence for the operator */
export async function startServer({ port, host, dist, place = readStoragePlace(ROOT) }: StartOptions): Promise<RunningServer> {
  const manifest = await findManifest(dist);
  if (manifest === undefined) throw new Error(`there is no finished build in ${dist}; run "npm run build" first`);
  const registryFolder = join(ROOT, 'content/registry');
  const pages = await findPageHandler(dist);
  const classroom = createLazyClassroom({ place, dist, registryFolder, ...readClassroomSettings(), report: reportError });
  const server = createSiteServer({
    classroom,
    files: openSiteFiles(dist, manifest),
    ...(existsSync(join(registryFolder, 'refs.json'))
      ? { registry: createRegistryRoute(await openRegistryFolder(registryFolder)) }
      : {}),
    ...(pages === undefined ? {} : { pages }),
  });
  await listen(server, port, host);
  classroom.openIfUsed();
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${formatHost(host)}:${actualPort}/`, close: () => closeAll(server, classroom) };
}

function readClassroomSettings({ TRUSTED_PROXIES, CLASS_LIMIT_FACTOR, METRICS_TOKEN }: NodeJS.ProcessEnv = process.env) {
  const proxies = Number(TRUSTED_PROXIES ?? 0);
  const limitFactor = Number(CLASS_LIMIT_FACTOR ?? 1);
  if (!Number.isInteger(proxies) || proxies < 0)
    throw new Error(`TRUSTED_PROXIES is "${TRUSTED_PROXIES}", which is not a number of proxies`);
  if (!(limitFactor > 0)) throw new Error(`CLASS_LIMIT_FACTOR is "${CLASS_LIMIT_FACTOR}", which is not a number above 0`);
  return { proxies, limitFactor, ...(METRICS_TOKEN ? { metricsToken: METRICS_TOKEN } : {}) };
}

/** as it is typed into a browser */
function formatHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function findPageHandler(dist: string): Promise<PageHandler | undefined> {
  const entry = resolve(dist, 'server/entry.mjs');
  if (!existsSync(entry)) return undefined;
  const module: { handler?: PageHandler } = await import(pathToFileURL(entry).href);
  return module.handler;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolveListen, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: `port ${port} on ${host} is taken; choose another: PORT=${port + 1} npm start`,
        EACCES: `port ${port} needs rights that this user does not have; choose one above 1023`,
        EADDRNOTAVAIL: `${host} is not an address of this machine`,
      };
      reject(new Error(reasons[error.code ?? ''] ?? error.message));
    });
    server.listen(port, host, resolveListen);
  });
}

/** No new connection; the streams end; what was acknowledged is finished. */
async function closeAll(server: Server, classroom: LazyClassroom): Promise<void> {
  const closed = closeServer(server);
  await classroom.close();
  await closed;
}

/** Lets running answers end, but not for ever. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolveClose) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolveClose();
    });
    server.closeIdleConnections();
  });
}

/** @throws Error with a sentence for the operator */
export function readStartOptions(): StartOptions {
  const { PORT = '4321', HOST = '127.0.0.1', DIST = 'dist' } = process.env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new Error(`PORT is "${PORT}", which is not a port number`);
  return { port, host: HOST, dist: resolve(ROOT, DIST) };
}

/**
 * For those who have something long to do before they serve.
 * @throws Error with a sentence for the operator
 */
export async function assertCanListen({ port, host }: StartOptions): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await closeServer(probe);
}

/** Prints the address, and ends well on SIGTERM and Ctrl+C. */
export async function serve(): Promise<void> {
  try {
    const server = await startServer(readStartOptions());
    process.stdout.write(`Camadas is at ${server.url}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => void server.close().then(() => process.exit(0)));
  } catch (error) {
    process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await serve();
