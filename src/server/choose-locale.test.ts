import { expect, test } from 'vitest';
import { chooseLocale, formatLocaleCookie } from './choose-locale.ts';

test.each([
  { name: 'nothing said', cookie: undefined, accept: undefined, locale: 'pt-BR' },
  { name: 'the cookie wins', cookie: 'a=b; camadas-locale=en', accept: 'pt-BR', locale: 'en' },
  { name: 'a cookie of no language is none', cookie: 'camadas-locale=xx', accept: 'en', locale: 'en' },
  { name: 'a cookie that only looks alike', cookie: 'x-camadas-locale=en', accept: 'pt', locale: 'pt-BR' },
  { name: 'exact', cookie: undefined, accept: 'en', locale: 'en' },
  { name: 'region of a language', cookie: undefined, accept: 'en-GB,pt;q=0.5', locale: 'en' },
  { name: 'Portugal reads Brazilian', cookie: undefined, accept: 'pt-PT', locale: 'pt-BR' },
  { name: 'q-values order', cookie: undefined, accept: 'pt;q=0.3, en;q=0.8', locale: 'en' },
  { name: 'first of equal ones', cookie: undefined, accept: 'en,pt-BR', locale: 'en' },
  { name: 'others before ours', cookie: undefined, accept: 'de, fr;q=0.9, en;q=0.1', locale: 'en' },
  { name: 'q=0 refuses', cookie: undefined, accept: 'en;q=0', locale: 'pt-BR' },
  { name: 'a star decides nothing', cookie: undefined, accept: '*, en;q=0.1', locale: 'en' },
  { name: 'rubbish', cookie: ';;=', accept: ';q=x,,=;', locale: 'pt-BR' },
  { name: 'rubbish quality', cookie: undefined, accept: 'pt;q=0.2,en;q=9', locale: 'pt-BR' },
])('language: $name', ({ cookie, accept, locale }) => {
  expect(chooseLocale(cookie, accept)).toBe(locale);
});

test('the cookie is for the whole site and a year', () => {
  expect(formatLocaleCookie('pt-BR')).toBe('camadas-locale=pt-br; Path=/; Max-Age=31536000; SameSite=Lax');
});
