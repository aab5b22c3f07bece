/** Both dictionaries say the same things. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findBannedWords, readGlossary } from '../../src/curriculum/glossary.ts';
import { listParams } from '../../src/i18n/index.ts';

const read = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../content/i18n/ui.${locale}.json`, import.meta.url), 'utf8'));
const en = read('en');
const ptBR = read('pt-BR');
/** Names, and words that both languages spell alike. */
const SAME_IN_BOTH: readonly string[] = JSON.parse(
  readFileSync(new URL('../../content/i18n/same-in-both.json', import.meta.url), 'utf8'),
);

test('the keys are the same, sorted, and dotted words in camelCase', () => {
  expect(Object.keys(ptBR)).toEqual(Object.keys(en));
  expect(Object.keys(en)).toEqual(Object.keys(en).toSorted());
  expect(Object.keys(en).filter((key) => !/^[a-z][a-zA-Z0-9-]*(\.[a-z][a-zA-Z0-9-]*)+$/.test(key))).toEqual([]);
});

test('no key is also the area of another', () => {
  const keys = Object.keys(en);
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
});

test('plural groups have both forms', () => {
  const forms = Object.keys(en).filter((key) => /\.(one|other)$/.test(key));
  const groups = [...new Set(forms.map((key) => key.slice(0, key.lastIndexOf('.'))))];
  expect(forms).toEqual(groups.flatMap((group) => [`${group}.one`, `${group}.other`]));
});

test('the parameters are the same', () => {
  const params = (messages: Record<string, string>) =>
    Object.entries(messages).map(([key, message]) => `${key} ${listParams(message)}`);
  expect(params(ptBR)).toEqual(params(en));
});

test('no message is empty or has blanks at its ends', () => {
  const odd = [en, ptBR].flatMap((messages) =>
    Object.entries(messages).filter(([, message]) => message === '' || message !== message.trim()),
  );
  expect(odd).toEqual([]);
});

test('no message is left untranslated, and the list of exceptions has no idle entry', () => {
  const equal = Object.keys(en).filter((key) => en[key] === ptBR[key]);
  expect(equal).toEqual(SAME_IN_BOTH);
});

test('the Portuguese uses the words of the glossary', () => {
  const glossary = readGlossary();
  const banned = Object.entries(ptBR).flatMap(([key, message]) =>
    findBannedWords(message.replace(/\{\w+\}/g, ''), glossary).map((word) => `${key}: ${word}`),
  );
  expect(banned).toEqual([]);
});
