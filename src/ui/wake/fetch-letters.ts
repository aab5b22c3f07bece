/** The letters of the next page, on a line that was too slow to have them in this one (`src/site/first-look.js`). */

import { findLocalStorage, writeJson } from '../keep/old-storage.ts';
import { connection } from './fetch-ahead.ts';

/** Into the browser's cache. This page keeps the letters it began with: to lay it out anew would cost a slow device a quarter of a second. */
export async function fetchLetters(): Promise<void> {
  if (connection()?.saveData === true) return;
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-letters]')];
  const responses = await Promise.all(links.map(({ href }) => fetch(href)));
  // read to its end, so that it is in the cache
  await Promise.all(responses.map((response) => response.arrayBuffer()));
  if (responses.every(({ ok }) => ok)) writeJson(findLocalStorage(), 'letters', true);
}
