/**
 * The page's side of working offline: registers the service worker when the page has long been there, has it fetch the course while nobody
 * waits, and announces a new version. A page is never loaded again by itself.
 */
import { siteRoot } from '../kit/site-root.ts';
import { allowOwnScripts } from '../kit/trusted-types.ts';
import type { OfflineState, ToServiceWorker } from './offline-list.ts';

/** The course is fetched so long after the page was there, in case the learner wants something else first. */
const FILL_MS = 4000;

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

export async function attachOffline(): Promise<void> {
  const registration = await register();
  if (registration === undefined) return;
  announceUpdates(registration);
  if (!savesData()) setTimeout(() => void fillCache(), FILL_MS);
}

export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string } };
  return connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? '');
}

/** Goes on in the background; `watchOffline` hears how far it is. */
export async function fillCache(): Promise<void> {
  await send({ kind: 'fill', used: performance.getEntriesByType('resource').map(({ name }) => name) });
}

/** @returns false where there is no service worker to say anything */
export async function watchOffline(onState: (state: OfflineState) => void): Promise<boolean> {
  if ((await register()) === undefined) return false;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<OfflineState>) => {
    if (data.kind === 'offline-state') onState(data);
  });
  navigator.serviceWorker.startMessages();
  await send({ kind: 'state' });
  return true;
}

async function send(message: ToServiceWorker): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
}

function announceUpdates(registration: ServiceWorkerRegistration): void {
  const notice = document.querySelector<HTMLElement>('[data-update]');
  if (notice === null) return;
  let isWanted = false;
  const show = (): void => {
    // without a controller it is the first one, and nothing is replaced
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) notice.hidden = false;
  };
  const watch = (coming: ServiceWorker | null): void => coming?.addEventListener('statechange', show);
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
