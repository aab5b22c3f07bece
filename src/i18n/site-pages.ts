/** The pages beside the lessons: their part of the address in each language, which never changes, and the key of their title. */
import { LOCALES, type Locale, localeCode } from './locales.ts';
import type { UiKey } from './translate.ts';

interface SitePage {
  readonly slug: Readonly<Record<Locale, string>>;
  readonly title: UiKey;
  /** in the menu of every page; the others are in its foot */
  readonly inMenu: boolean;
}

export const SITE_PAGES = {
  glossary: { slug: { 'pt-BR': 'glossario', en: 'glossary' }, title: 'glossary.title', inMenu: true },
  commands: { slug: { 'pt-BR': 'comandos', en: 'commands' }, title: 'commands.title', inMenu: true },
  notes: { slug: { 'pt-BR': 'das-anotacoes', en: 'from-the-notes' }, title: 'notes.title', inMenu: true },
  openImage: { slug: { 'pt-BR': 'abrir-imagem', en: 'open-image' }, title: 'openImage.title', inMenu: true },
  class: { slug: { 'pt-BR': 'turma', en: 'class' }, title: 'class.pageTitle', inMenu: true },
  handIn: { slug: { 'pt-BR': 'entregar', en: 'hand-in' }, title: 'handIn.title', inMenu: false },
  grade: { slug: { 'pt-BR': 'corrigir', en: 'grade' }, title: 'grade.title', inMenu: false },
  myData: { slug: { 'pt-BR': 'meus-dados', en: 'my-data' }, title: 'myData.title', inMenu: false },
} as const satisfies Record<string, SitePage>;
export type SitePageId = keyof typeof SITE_PAGES;

export const SITE_PAGE_IDS = Object.keys(SITE_PAGES) as readonly SitePageId[];

/** `/pt-br/glossario/` */
export function sitePagePath(page: SitePageId, locale: Locale): string {
  return `/${localeCode(locale)}/${SITE_PAGES[page].slug[locale]}/`;
}

export function sitePagePaths(page: SitePageId): Readonly<Record<Locale, string>> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, sitePagePath(page, locale)])) as Record<Locale, string>;
}
