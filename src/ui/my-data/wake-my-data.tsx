import { render } from 'preact';
import type { Messages } from '../../i18n/format-message.ts';
import type { Locale } from '../../i18n/locales.ts';
import { openKeeper } from '../keep/open-keeper.ts';
import { createSay } from '../kit/say.ts';
import { fillCache, watchOffline } from '../offline/offline.ts';
import { createMyDataModel, type MyDataProps } from './my-data.model.ts';
import { MyData } from './my-data.tsx';

/** What the page hands over, as JSON in the page (`#my-data-json`). */
export interface MyDataPage extends Pick<MyDataProps, 'titles'> {
  readonly locale: Locale;
  readonly messages: Messages;
}

export async function wakeMyData(place: HTMLElement): Promise<void> {
  const { locale, messages, titles } = JSON.parse(document.getElementById('my-data-json')?.textContent ?? '') as MyDataPage;
  const model = createMyDataModel({
    keeper: await openKeeper(),
    now: Date.now,
    deleteRest,
    fetchCourse: fillCache,
    // authors have no service worker
    watchOffline: import.meta.env.PROD ? watchOffline : async () => false,
  });
  render(<MyData model={model} titles={titles} say={createSay(messages, locale)} />, place);
}

/** The site's files for offline, unpacked layers, and the cookie of the language. The next visit begins like the first. */
async function deleteRest(): Promise<void> {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in browsers of before 2025, nor on plain http
  document.cookie = 'camadas-locale=; Max-Age=0; Path=/';
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith('camadas')).map((name) => caches.delete(name)));
  const folder = await navigator.storage?.getDirectory?.().catch(() => undefined);
  await folder?.removeEntry('unpacked', { recursive: true }).catch(() => undefined);
}
