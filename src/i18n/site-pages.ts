/** The pages beside the lessons: their part of the address in each language, which never changes, and the key of their title. */
import { type Locale, localeCode } from './locales.ts';
import type { UiKey } from './translate.ts';

interface SitePage {
  readonly slug: Readonly<Record<Locale, string>>;
  readonly title: UiKey;
}

export const SITE_PAGES = {
  glossary: { slug: { 'pt-BR': 'glossario', en: 'glossary' }, title: 'glossary.title' },
  commands: { slug: { 'pt-BR': 'comandos', en: 'commands' }, title: 'commands.title' },
  notes: { slug: { 'pt-BR': 'das-anotacoes', en: 'from-the-notes' }, title: 'notes.title' },
} as const satisfies Record<string, SitePage>;
export type SitePageId = keyof typeof SITE_PAGES;

export const SITE_PAGE_IDS = Object.keys(SITE_PAGES) as readonly SitePageId[];

/** `/pt-br/glossario/` */
export function sitePagePath(page: SitePageId, locale: Locale): string {
  return `/${localeCode(locale)}/${SITE_PAGES[page].slug[locale]}/`;
}
