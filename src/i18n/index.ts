export type { MessageParams, Messages } from './format-message.ts';
export { formatMessage, listParams } from './format-message.ts';
export { formatBytes, formatNumber, parseDecimal } from './format-number.ts';
export type { Locale, LocaleCode } from './locales.ts';
export { DEFAULT_LOCALE, findLocale, getLocale, isLocale, LOCALES, localeCode, localeName, otherLocale } from './locales.ts';
export { SITE_PAGE_IDS, SITE_PAGES, type SitePageId, sitePagePath, sitePagePaths } from './site-pages.ts';
export type { UiKey } from './translate.ts';
export { pickMessages, translate } from './translate.ts';
