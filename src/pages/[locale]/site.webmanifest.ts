/** The site as something to install: its name, its icons, where it begins. */
import type { APIRoute } from 'astro';
import { getLocale, LOCALES, localeCode, translate } from '../../i18n/index.ts';

export function getStaticPaths() {
  return LOCALES.map((locale) => ({ params: { locale: localeCode(locale) } }));
}

/** Addresses are seen from the manifest's own, so that the site may lie in any folder. */
export const GET: APIRoute = ({ params }) => {
  const locale = getLocale(params['locale']);
  const icon = (size: number, purpose: 'any' | 'maskable') => ({
    src: `../icon-${purpose === 'maskable' ? 'maskable-' : ''}${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return Response.json({
    id: `./?${localeCode(locale)}`,
    name: `${translate(locale, 'site.name')}: ${translate(locale, 'home.title')}`,
    short_name: translate(locale, 'site.name'),
    description: translate(locale, 'site.description'),
    lang: locale,
    dir: 'ltr',
    start_url: './',
    scope: '../',
    display: 'standalone',
    background_color: '#fbfaf5',
    theme_color: '#fbfaf5',
    icons: [
      { src: '../favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      icon(192, 'any'),
      icon(512, 'any'),
      icon(512, 'maskable'),
    ],
  });
};
