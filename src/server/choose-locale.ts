/** Which language a visitor of `/` gets: the one chosen before (cookie), else what the browser asks for, else Portuguese. */
import { DEFAULT_LOCALE, findLocale, LOCALES, type Locale, localeCode } from '../i18n/locales.ts';

const LOCALE_COOKIE = 'camadas-locale';
const ONE_YEAR_S = 31_536_000;

export function chooseLocale(cookies: string | undefined, acceptLanguage: string | undefined): Locale {
  return findCookieLocale(cookies) ?? findAcceptedLocale(acceptLanguage) ?? DEFAULT_LOCALE;
}

export function findCookieLocale(cookies: string | undefined): Locale | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === LOCALE_COOKIE) return findLocale(value ?? '');
  }
  return undefined;
}

export function formatLocaleCookie(locale: Locale): string {
  return `${LOCALE_COOKIE}=${localeCode(locale)}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax`;
}

/**
 * The locale with the highest q-value (RFC 9110, 12.5.4); of equal ones the first. A language stands for its regions: `pt-PT` and `pt`
 * both mean pt-BR, and `en-GB` means en. `*` is whatever is left, so it never decides; q=0 refuses.
 */
function findAcceptedLocale(header: string | undefined): Locale | undefined {
  let best: { locale: Locale; quality: number } | undefined;
  for (const part of (header ?? '').split(',').slice(0, 50)) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parseQuality(parameters);
    const language = range.split('-')[0]?.toLowerCase();
    const locale = LOCALES.find((each) => each.split('-')[0] === language);
    if (locale !== undefined && quality > 0 && quality > (best?.quality ?? 0)) best = { locale, quality };
  }
  return best?.locale;
}

function parseQuality(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => /^q=/i.test(parameter));
  if (given === undefined) return 1;
  const quality = Number(given.slice(2));
  return quality >= 0 && quality <= 1 ? quality : 0;
}
