/** Every link inside the site leads to a page, and every fragment to a place on it. */
import { expect, test } from 'vitest';
import { listSiteFiles, MANIFEST, readSiteFile } from './site.ts';

const pages = listSiteFiles('.html');
/** answered by the server itself */
const SERVED = new Set(['/', '/v2/', '/healthz']);

test.each(pages)('links of %s', (page) => {
  const html = readSiteFile(page);
  const links = [...html.matchAll(/<(?:a|link|script|img|source|use)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(
    ([, target = '']) => target,
  );
  expect(links.filter((link) => !leadsSomewhere(page, link.replaceAll('&amp;', '&')))).toEqual([]);
});

function leadsSomewhere(page: string, link: string): boolean {
  if (/^(https?:|mailto:|data:|blob:)/.test(link)) return true;
  const { pathname, hash } = new URL(link, `http://site${page.replace(/index\.html$/, '')}`);
  const path = decodeURIComponent(pathname);
  if (SERVED.has(path)) return true;
  const file = [path, `${path}index.html`].find((candidate) => MANIFEST.files[candidate] !== undefined);
  if (file === undefined) return false;
  const fragment = decodeURIComponent(hash.slice(1));
  return fragment === '' || !file.endsWith('.html') || readSiteFile(file).includes(` id="${fragment}"`);
}
