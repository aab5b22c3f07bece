/**
 * After the first visit the whole course works with the network off. Every file of the build is known by the hash of its bytes
 * (`OFFLINE_LIST`, put in front of this script by `scripts/offline.ts`), so a page and what it loads are always of one build: from here first,
 * from the network where something is missing. What is not of the build (`/v2/`, a class) goes to the network untouched.
 *
 * A new build waits until the learner asks for it or has closed all pages of the old one.
 */
import type { Filled, OfflineFile, OfflineList, OfflineState, ToServiceWorker } from './offline-list.ts';
import { isSpared, lineNow } from './spared-line.ts';

declare const OFFLINE_LIST: OfflineList;

/** The part of the service worker's own types that is used; TypeScript's know no page beside it. */
interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Lifetime {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerEvents {
  readonly install: Lifetime;
  readonly activate: Lifetime;
  readonly fetch: FetchEvent;
  readonly message: Lifetime & { readonly data: ToServiceWorker; readonly ports: readonly MessagePort[] };
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { readonly includeUncontrolled: true }): Promise<readonly { postMessage(message: OfflineState): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof WorkerEvents>(type: K, listener: (event: WorkerEvents[K]) => void): void;
}
const worker = self as unknown as WorkerScope;

const CACHE = 'camadas-site';
/** Not a file: what this cache has been told. */
const NOTE = 'offline-note';
const LANGUAGES = ['pt-br', 'en'];
const AT_ONCE = 4;
const REPORT_MS = 200;
/** A new build that no page sees to after so long comes by itself: the pages may be of a build that did not, or there may be none. */
const ALONE_MS = 30_000;

interface Note {
  readonly version: string;
  readonly paths: readonly string[];
  readonly isComplete: boolean;
  /** of the page that was opened last */
  readonly language?: string;
}

interface Filling {
  readonly done: Promise<Filled>;
  /** absent: all of it, which nobody stops */
  readonly stop?: AbortController;
}

const root = new URL('./', worker.location.href);
const files = new Map(Object.entries(OFFLINE_LIST.files));
let filling: Filling | undefined;
let language: string | undefined;
/** while a new build comes: a page has said that it will ask for the parts */
let isSeenTo = false;
let onFilled = (): void => undefined;

const addressOf = (path: string): string => new URL(path.replace(/(^|\/)index\.html$/, '$1'), root).href;
const keyOf = (path: string, { hash }: OfflineFile): string => `${new URL(path, root).href}?${hash}`;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  const { data } = event;
  if (data.kind === 'take-over') event.waitUntil(worker.skipWaiting());
  else if (data.kind === 'state') event.waitUntil(report());
  else if (data.kind === 'pause') pause();
  else event.waitUntil(fill(data.used, data.most).then((filled) => tell(filled, event.ports[0])));
});
worker.addEventListener('fetch', (event) => {
  const response = answer(event);
  if (response !== undefined) event.respondWith(response);
});

/** Whoever had the whole course goes on having it: a build that does not arrive whole does not replace the one that is here. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  if ((await readNote(cache))?.isComplete) return untilWhole(cache);
  const first = [...files].filter(([, { part }]) => part === 'first');
  await Promise.all(first.map(([path, file]) => fetchFile(cache, path, file)));
}

/** In parts, for which a page asks while nobody needs the line. What came is there when a build that was given up is tried again. */
async function untilWhole(cache: Cache): Promise<void> {
  while ((await missing(cache)).length > 0) {
    await new Promise<void>((resolve) => {
      onFilled = resolve;
      setTimeout(resolve, ALONE_MS);
    });
    if (isSeenTo && (await listPages()).length > 0) continue;
    if (isSpared(lineNow(), true) || (await fill([])) !== 'complete') throw new Error('not whole');
  }
}

function pause(): void {
  isSeenTo = true;
  filling?.stop?.abort();
}

function tell(filled: Filled, asker: MessagePort | undefined): void {
  isSeenTo = true;
  asker?.postMessage(filled);
  onFilled();
}

const listPages = () => worker.clients.matchAll({ includeUncontrolled: true });

/** What the build before this one had stays until the next, for pages that are still open. */
async function activate(): Promise<void> {
  const cache = await caches.open(CACHE);
  const note = await readNote(cache);
  const now = [...files].map(([path, file]) => keyOf(path, file));
  const kept = new Set([...now, ...(note?.paths ?? []), new URL(NOTE, root).href]);
  for (const { url } of await cache.keys()) if (!kept.has(url)) await cache.delete(url);
  if (note?.version !== OFFLINE_LIST.version)
    await writeNote(cache, { ...note, version: OFFLINE_LIST.version, paths: now, isComplete: (await missing(cache)).length === 0 });
  await worker.clients.claim();
}

/** Undefined for what is none of the site's files. */
function answer({ request }: FetchEvent): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(root.href) || request.headers.has('range')) return undefined;
  const asked = decodeURI(url.pathname.slice(root.pathname.length));
  const isPage = request.mode === 'navigate';
  if (isPage && asked === '') return fetch(request).catch(() => redirectHome());
  const path = asked.endsWith('/') ? `${asked}index.html` : asked;
  const file = files.get(path);
  if (file !== undefined) {
    if (isPage) void rememberLanguage(path);
    return serve(request, path, file, isPage);
  }
  if (isPage && files.has(`${path}/index.html`)) return Promise.resolve(Response.redirect(`${new URL(`${path}/`, root)}`, 302));
  if (isPage) return fetch(request).catch(() => tellMissing(path, '404'));
  // a page of the build before
  if (path.startsWith('_astro/')) return caches.match(request, { ignoreSearch: true }).then((found) => found ?? fetch(request));
  return undefined;
}

async function serve(request: Request, path: string, file: OfflineFile, isPage: boolean): Promise<Response> {
  const cache = await caches.open(CACHE);
  const found = await cache.match(keyOf(path, file));
  if (found !== undefined) return found;
  try {
    const response = await fetch(request);
    if (response.status === 200 && !response.redirected) await keep(cache, path, file, response.clone());
    return response;
  } catch (thrown) {
    if (isPage) return tellMissing(path, 'offline');
    throw thrown;
  }
}

/** @returns whether these are the bytes that the build made; a server may have a newer one */
async function keep(cache: Cache, path: string, file: OfflineFile, response: Response): Promise<boolean> {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hash !== file.hash) return false;
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  await cache.put(keyOf(path, file), new Response(bytes, { headers }));
  return true;
}

/** Without cookies: a page fetched for later is not a language that was chosen. */
async function fetchFile(cache: Cache, path: string, file: OfflineFile, signal?: AbortSignal): Promise<void> {
  const response = await fetch(addressOf(path), {
    signal: signal ?? null,
    credentials: 'omit',
    cache: path.startsWith('_astro/') ? 'default' : 'no-cache',
  });
  if (!response.ok || !(await keep(cache, path, file, response))) throw new Error(`${path} is not of this build`);
}

/** @param used addresses that a page has loaded, the editor's among them */
async function missing(cache: Cache, used: readonly string[] = []): Promise<[path: string, file: OfflineFile][]> {
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const loaded = new Set(used);
  return [...files].filter(
    ([path, file]) => (file.part !== 'used' || loaded.has(new URL(path, root).href)) && !here.has(keyOf(path, file)),
  );
}

/** One after the other: whoever wants all of it is not content with a part. What arrived stays, whatever becomes of the rest. */
async function fill(used: readonly string[], most = Number.POSITIVE_INFINITY): Promise<Filled> {
  while (filling !== undefined) {
    const { done, stop } = filling;
    if (stop === undefined || most < Number.POSITIVE_INFINITY) return done;
    await done;
  }
  const stop = most < Number.POSITIVE_INFINITY ? new AbortController() : undefined;
  const done = fillAndReport(used, most, stop?.signal);
  filling = stop === undefined ? { done } : { done, stop };
  return done;
}

async function fillAndReport(used: readonly string[], most: number, signal?: AbortSignal): Promise<Filled> {
  let filled: Filled = 'failed';
  try {
    filled = await fillNow(used, most, signal);
  } catch {
    if (signal?.aborted === true) filled = 'more';
  }
  filling = undefined;
  // between two parts it is still on its way
  if (filled !== 'more' || signal?.aborted === true) await report();
  return filled;
}

/** @throws where something did not arrive */
async function fillNow(used: readonly string[], most: number, signal?: AbortSignal): Promise<Filled> {
  const cache = await caches.open(CACHE);
  const open = await missing(cache, used);
  let reported = 0;
  let sum = 0;
  const work = async (): Promise<void> => {
    for (let next = open[0]; next !== undefined && sum < most; next = open[0]) {
      open.shift();
      sum += next[1].size;
      await fetchFile(cache, ...next, signal);
      if (performance.now() - reported < REPORT_MS) continue;
      reported = performance.now();
      await report();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (open.length > 0) return 'more';
  const note = await readNote(cache);
  if (note?.version === OFFLINE_LIST.version) await writeNote(cache, { ...note, isComplete: true });
  return 'complete';
}

async function report(): Promise<void> {
  const sum = (list: readonly (readonly [string, OfflineFile])[]) => list.reduce((total, [, { size }]) => total + size, 0);
  const total = sum([...files].filter(([, { part }]) => part !== 'used'));
  const here = total - sum(await missing(await caches.open(CACHE)));
  const state: OfflineState = { kind: 'offline-state', here, total, isFilling: filling !== undefined };
  for (const client of await listPages()) client.postMessage(state);
}

async function readNote(cache: Cache): Promise<Note | undefined> {
  return (await cache.match(new URL(NOTE, root)))?.json();
}

async function writeNote(cache: Cache, note: Note): Promise<void> {
  await cache.put(new URL(NOTE, root), Response.json(note));
}

/** The server remembers it in a cookie, but a page from here does not reach the server. */
async function rememberLanguage(path: string): Promise<void> {
  const opened = path.split('/')[0];
  if (opened === undefined || !LANGUAGES.includes(opened) || opened === language) return;
  language = opened;
  const cache = await caches.open(CACHE);
  const note = await readNote(cache);
  if (note !== undefined) await writeNote(cache, { ...note, language: opened });
}

async function redirectHome(): Promise<Response> {
  const last = language ?? (await readNote(await caches.open(CACHE)))?.language;
  const own = navigator.languages.some((each) => each.toLowerCase().startsWith('pt')) ? 'pt-br' : 'en';
  return Response.redirect(`${new URL(`${last ?? own}/`, root)}`, 302);
}

async function tellMissing(path: string, page: '404' | 'offline'): Promise<Response> {
  const [first = ''] = path.split('/');
  const told = `${LANGUAGES.includes(first) ? first : (LANGUAGES[0] ?? '')}/${page}/index.html`;
  const file = files.get(told);
  const found = file === undefined ? undefined : await (await caches.open(CACHE)).match(keyOf(told, file));
  if (found === undefined) return Response.error();
  return new Response(found.body, { status: page === '404' ? 404 : 503, headers: found.headers });
}
