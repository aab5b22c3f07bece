/**
 * How long a lesson takes to read. Brazilian readers were measured at 180 words a minute, silent readers of English non-fiction at
 * 238; a block of code or output takes 20 seconds more (curriculum, rule 12).
 */
import type { Locale } from '../i18n/index.ts';

const WORDS_PER_MINUTE: Readonly<Record<Locale, number>> = { 'pt-BR': 180, en: 238 };
const SECONDS_PER_BLOCK = 20;

/** Words of prose: tags and their attributes, code blocks and comments are left out; code inside a sentence counts. */
export function countWords(mdx: string): number {
  return prose(mdx)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function readingMinutes(mdx: string, locale: Locale): number {
  const blocks = (mdx.match(/^```/gm) ?? []).length / 2 + (mdx.match(/<Console\b/g) ?? []).length;
  return Math.max(1, Math.round(countWords(mdx) / WORDS_PER_MINUTE[locale] + (blocks * SECONDS_PER_BLOCK) / 60));
}

/** The text between tags. Attributes may hold `>` inside a template literal. */
export function prose(mdx: string): string {
  return mdx
    .replace(/^(import|export) .*$/gm, '')
    .replace(/^```.*?^```/gms, '')
    .replace(/\{\/\*.*?\*\/\}/gs, '')
    .replace(/<\/?[A-Z](?:\{`[^`]*`\}|"[^"]*"|[^>"{])*>/g, ' ')
    .replace(/^\|?[\s|:-]+$/gm, ' ');
}
