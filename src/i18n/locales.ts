/** The two languages: `pt-BR` in files and `lang`, `pt-br` in URLs. Nothing else may spell a locale code. */

export const LOCALES = ['pt-BR', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** Lessons are written in it first. */
export const DEFAULT_LOCALE: Locale = 'pt-BR';

const CODES = { 'pt-BR': 'pt-br', en: 'en' } as const satisfies Record<Locale, string>;
export type LocaleCode = (typeof CODES)[Locale];

/** Each language in its own words. */
const NAMES = { 'pt-BR': 'Português', en: 'English' } as const satisfies Record<Locale, string>;

export function localeCode(locale: Locale): LocaleCode {
  return CODES[locale];
}

export function localeName(locale: Locale): string {
  return NAMES[locale];
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'pt-BR' : 'en';
}

export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

export function findLocale(code: string): Locale | undefined {
  return LOCALES.find((locale) => CODES[locale] === code);
}

/** @throws RangeError for a URL part that is no locale */
export function getLocale(code: string | undefined): Locale {
  const locale = findLocale(code ?? '');
  if (locale === undefined) throw new RangeError(`no locale ${code}`);
  return locale;
}
