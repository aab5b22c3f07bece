import { expect, test } from 'vitest';
import { findLocale, getLocale, LOCALES, localeCode, otherLocale } from './locales.ts';

test('URLs write the code in lower case, and it leads back', () => {
  expect(LOCALES.map(localeCode)).toEqual(['pt-br', 'en']);
  expect(LOCALES.map((locale) => findLocale(localeCode(locale)))).toEqual(['pt-BR', 'en']);
});

test('what is no locale', () => {
  expect(findLocale('pt-BR')).toBeUndefined();
  expect(() => getLocale('fr')).toThrow(RangeError);
});

test('each is the other of the other', () => {
  expect(LOCALES.map((locale) => otherLocale(otherLocale(locale)))).toEqual([...LOCALES]);
});
