/** What every finished page owes a reader: headings in order, a text for each picture, links that stay in the language. */
import { describe, expect, test } from 'vitest';
import { LOCALES, localeCode } from '../../src/i18n/index.ts';
import { listSiteFiles, MANIFEST, readSiteFile } from './site.ts';

const codes = LOCALES.map(localeCode);
const pages = listSiteFiles('.html').filter((page) => codes.some((code) => page.startsWith(`/${code}/`)));

describe.each(pages)('%s', (page) => {
  const html = readSiteFile(page);

  test('one h1, and no level of heading is skipped', () => {
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  test('a shared link has its words and a picture, and each language knows the other', () => {
    const meta = new Map(
      [...html.matchAll(/<meta property="(og:[a-z_:]+)" content="([^"]*)"/g)].map(([, name, content]) => [name, content]),
    );
    const image = meta.get('og:image') ?? '';
    expect([...meta.keys()]).toEqual(expect.arrayContaining(['og:title', 'og:description', 'og:site_name', 'og:url']));
    expect(MANIFEST.files[new URL(image, 'http://site.invalid').pathname]?.type).toBe('image/png');
    const others = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="https?:/g)].map(([, language]) => language);
    // a site that does not know its own address can name none
    expect(others).toEqual(html.includes('rel="canonical"') ? [...LOCALES, 'x-default'] : []);
    const nav = [...html.matchAll(/<a\b[^>]*\shreflang="([^"]+)"[^>]*aria-label=/g)].map(([, language]) => language);
    expect(nav).toEqual(LOCALES);
  });

  test('each picture has its text, or is hidden from those who cannot see it', () => {
    const pictures = [...html.matchAll(/<(img|svg)\b[^>]*>/g)].map(([tag]) => tag);
    expect(pictures.filter((tag) => !/\s(alt="[^"]+"|aria-label="[^"]+"|aria-labelledby="|aria-hidden="true")/.test(tag))).toEqual(
      [],
    );
  });

  test('links lead to pages of its language; those to the other say so', () => {
    const code = codes.find((one) => page.startsWith(`/${one}/`));
    const links = [...html.matchAll(/<a\b[^>]*>/g)].map(([tag]) => tag);
    const foreign = links.filter((tag) => {
      const target = /\shref="\/([a-z-]+)\//.exec(tag)?.[1];
      return target !== code && codes.some((one) => one === target) && !/\shreflang="/.test(tag);
    });
    expect(foreign).toEqual([]);
  });
});
