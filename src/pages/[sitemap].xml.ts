/** The pages of both languages with each other's addresses (sitemaps.org; hreflang as Google reads it). Only a site that knows its own address has one. */
import type { APIRoute } from 'astro';
import { listLessons } from '../curriculum/lessons.ts';
import { LOCALES, type Locale, localeCode, SITE_PAGE_IDS, sitePagePath } from '../i18n/index.ts';

export function getStaticPaths() {
  return import.meta.env.SITE === undefined ? [] : [{ params: { sitemap: 'sitemap' } }];
}

type Paths = Readonly<Record<Locale, string>>;

export const GET: APIRoute = ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const urls = listPages().flatMap((paths) => {
    const others = LOCALES.map((each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${address(paths[each])}"/>`).join(
      '',
    );
    return LOCALES.map((locale) => `<url><loc>${address(paths[locale])}</loc>${others}</url>`);
  });
  const head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">';
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${urls.join('\n')}\n</urlset>\n`, {
    headers: { 'content-type': 'application/xml' },
  });
};

function listPages(): Paths[] {
  const inEach = (path: (locale: Locale) => string) => Object.fromEntries(LOCALES.map((locale) => [locale, path(locale)])) as Paths;
  const lessons = listLessons('en').map(({ id }) =>
    inEach((locale) => `/${localeCode(locale)}/${listLessons(locale).find((lesson) => lesson.id === id)?.slug}/`),
  );
  return [
    inEach((locale) => `/${localeCode(locale)}/`),
    ...lessons,
    ...SITE_PAGE_IDS.map((page) => inEach((locale) => sitePagePath(page, locale))),
  ];
}
