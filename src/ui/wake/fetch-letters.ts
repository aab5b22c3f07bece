/** The letters of the next page, on a line that was too slow to have them in this one (`src/site/first-look.js`). */

import { findLocalStorage, writeJson } from '../keep/old-storage.ts';
import { connection, fetchAhead } from './fetch-ahead.ts';

/** Into the browser's cache. This page keeps the letters it began with: to lay it out anew would cost a slow device a quarter of a second. */
export async function fetchLetters(): Promise<void> {
  if (connection()?.saveData === true) return;
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-letters]')];
  const arrived = await Promise.all(links.map(({ href }) => fetchAhead(href)));
  if (arrived.every(Boolean)) writeJson(findLocalStorage(), 'letters', true);
}
