/** The glossary: each term in both languages, and the words that Portuguese prose must not use for it. */
import { z } from 'astro/zod';
import type { Locale } from '../i18n/index.ts';
import { ContentError } from './content-error.ts';
import { readYaml } from './content-files.ts';
import { schemaProblems } from './schema-problems.ts';

const FILE = 'content/glossary.yaml';
const text = z.string().min(1);
const entry = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  'pt-BR': text,
  en: text,
  meaning: z.strictObject({ 'pt-BR': text, en: text }),
  /** Further forms that lessons link to the entry: plurals, inflections. The name itself is one, without what stands in parentheses. */
  forms: z.strictObject({ 'pt-BR': z.array(text).default([]), en: z.array(text).default([]) }).optional(),
  /** Whether lessons link to it where it is first used. A name that every sentence has would only be noise. */
  linked: z.boolean().default(true),
  banned: z.array(text),
});
type GlossaryEntry = z.infer<typeof entry>;

export interface Term {
  readonly id: string;
  readonly name: string;
  /** in the other language, as learners also meet it */
  readonly otherName: string;
  readonly meaning: string;
}

/** By name, as the locale sorts. @throws ContentError */
export function listTerms(locale: Locale): Term[] {
  const terms = readGlossary().map((one) => ({
    id: one.id,
    name: one[locale],
    otherName: one[locale === 'en' ? 'pt-BR' : 'en'],
    meaning: one.meaning[locale],
  }));
  return terms.sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** @throws ContentError */
export function readGlossary(): GlossaryEntry[] {
  const value = readYaml(FILE);
  const parsed = z.array(entry).safeParse(value);
  if (!parsed.success) throw new ContentError(schemaProblems(FILE, value, parsed.error.issues));
  return parsed.data;
}

/** How each linked term may stand in a text: `camada`, `camadas`. The longest first, so that no term hides a longer one. */
export function listTermForms(locale: Locale): { readonly id: string; readonly form: string }[] {
  const forms = readGlossary()
    .filter(({ linked }) => linked)
    .flatMap((one) => [plainName(one[locale]), ...(one.forms?.[locale] ?? [])].map((form) => ({ id: one.id, form })));
  return forms.sort((a, b) => b.form.length - a.form.length);
}

/** `etiqueta (tag)`: `etiqueta` */
function plainName(name: string): string {
  return name.replace(/\s*\(.*\)$/, '');
}

/** Banned words in a Portuguese text, in order; code spans and words set in _emphasis_ (the English term itself) are left out. */
export function findBannedWords(prose: string, glossary: readonly GlossaryEntry[] = readGlossary()): string[] {
  const plain = prose.replace(/`[^`]*`/g, ' ').replace(/(?<![\p{L}*])([*_])(?![*_\s])[^*_\n]+\1(?![\p{L}*])/gu, ' ');
  const words = glossary.flatMap(({ banned }) => banned);
  return words.filter((word) => new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}-])`, 'iu').test(plain));
}
