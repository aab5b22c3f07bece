/**
 * The page's side of working offline. While nobody waits for anything it registers the service worker and has it fetch the course in parts, and
 * later a new version of the course, which it announces once it is complete. It never reloads the page by itself.
 */
import { readMarks } from '../keep/marks.ts';
import { findLocalStorage } from '../keep/old-storage.ts';
import { siteRoot } from '../kit/site-root.ts';
import { allowOwnScripts } from '../kit/trusted-types.ts';
import type { Filled, OfflineState, ToServiceWorker } from './offline-list.ts';
import { type QuietLine, watchLine } from './quiet-line.ts';
import { isSpared, lineNow } from './spared-line.ts';

/** How much is fetched at a time, half a second of a slow connection; between two parts it asks again whether somebody needs the connection. */
const PART_BYTES = 100_000;
/** Milliseconds after which a part that could not be fetched is tried again. */
const AGAIN_MS = 60_000;

let registered: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Undefined where the browser has no service workers, as on plain http. */
function register(): Promise<ServiceWorkerRegistration | undefined> {
  // a page's own script may ask before the one that all pages have has run
  allowOwnScripts();
  registered ??= Promise.resolve(
    navigator.serviceWorker?.register(new URL('sw.js', siteRoot())) as Promise<ServiceWorkerRegistration> | undefined,
  ).catch(() => undefined);
  return registered;
}

/** @param isFree whether everything that somebody asked of the page has arrived */
export async function attachOffline(isFree: () => Promise<boolean>): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) return;
  let coming: ServiceWorker | undefined;
  const line = watchLine(isFree, () => {
    for (const worker of [serviceWorker.controller, coming]) worker?.postMessage({ kind: 'pause' } satisfies ToServiceWorker);
  });
  const onComing = (worker: ServiceWorker): void => {
    coming = worker;
    void fillInParts(line, worker);
  };
  // one that is here already costs nothing to look at, and may have a new version waiting
  const known = await serviceWorker.getRegistration().catch(() => undefined);
  if (known !== undefined) announceUpdates(known, onComing);
  await line.untilQuiet();
  const registration = await register();
  if (registration === undefined) return;
  if (known === undefined) announceUpdates(registration, onComing);
  const { active } = await serviceWorker.ready;
  if (active !== null) await fillInParts(line, active);
}

/** Fills a service worker's cache part by part. One that is still installing fetches nothing by itself as long as a page tells it to pause. */
async function fillInParts(line: QuietLine, worker: ServiceWorker): Promise<void> {
  const isComing = worker.state === 'installing';
  for (let filled: Filled = 'more'; filled !== 'complete'; ) {
    if (filled === 'failed' || isSparedNow()) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    else if (isComing) worker.postMessage({ kind: 'pause' } satisfies ToServiceWorker);
    await line.untilQuiet();
    if (isComing && worker.state !== 'installing') return;
    if (!isSparedNow()) filled = await fillPart(worker);
  }
}

async function fillPart(worker: ServiceWorker): Promise<Filled> {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<Filled>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Filled>) => resolve(data);
  });
  worker.postMessage({ kind: 'fill', used: loaded(), most: PART_BYTES } satisfies ToServiceWorker, [port2]);
  return answered;
}

const loaded = (): string[] => performance.getEntriesByType('resource').map(({ name }) => name);

function isSparedNow(): boolean {
  const marks = readMarks(findLocalStorage());
  return isSpared(lineNow(), marks !== undefined && marks.begun.length + marks.solved.length > 0);
}

/** Fetches everything because somebody asked for it. It goes on in the background; `watchOffline` reports how far it is. */
export async function fillCache(): Promise<void> {
  await send({ kind: 'fill', used: loaded() });
}

/** @returns false where there is no service worker that could report */
export async function watchOffline(onState: (state: OfflineState) => void): Promise<boolean> {
  if ((await register()) === undefined) return false;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<OfflineState>) => {
    if (data.kind === 'offline-state') onState(data);
  });
  navigator.serviceWorker.startMessages();
  await send({ kind: 'state' });
  return true;
}

async function send(message: ToServiceWorker, ...ports: MessagePort[]): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message, ports);
}

/** @param onComing there is a new version, which is not here yet */
function announceUpdates(registration: ServiceWorkerRegistration, onComing: (worker: ServiceWorker) => void): void {
  const notice = document.querySelector<HTMLElement>('[data-update]');
  if (notice === null) return;
  let isWanted = false;
  const show = (): void => {
    // without a controller it is the first one, and nothing is replaced
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) notice.hidden = false;
  };
  const watch = (coming: ServiceWorker | null): void => {
    coming?.addEventListener('statechange', show);
    if (coming !== null && registration.active !== null) onComing(coming);
  };
  show();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isWanted) location.reload();
  });
  notice.querySelector('[data-take]')?.addEventListener('click', () => {
    isWanted = true;
    // another page may have let the new version in already
    if (registration.waiting === null) location.reload();
    else registration.waiting.postMessage({ kind: 'take-over' } satisfies ToServiceWorker);
  });
  notice.querySelector('[data-later]')?.addEventListener('click', () => {
    notice.hidden = true;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}
