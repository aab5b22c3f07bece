/**
 * Links each term of the glossary where a lesson first uses it in running text: not in headings, tables, links, code, or an answer
 * that is hidden at first. A plugin of the Markdown processor, because the first use is a matter of
 * the text's order, which the finished page's components do not keep.
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastPluginEntry, MdastVisitorContext } from 'satteri';
import { LOCALES, type Locale } from '../i18n/locales.ts';
import { sitePagePath } from '../i18n/site-pages.ts';
import { listTermForms } from './glossary.ts';

export type LinkedPart = { readonly text: string; readonly term?: string };

export interface TermForm {
  readonly id: string;
  readonly form: string;
}
export interface TermWord {
  readonly id: string;
  readonly word: RegExp;
}

const RUNNING_TEXT = ['root', 'paragraph', 'strong', 'list', 'listItem', 'blockquote'];
const HIDDEN_COMPONENT = 'Recall';

export const linkTerms: MdastPluginEntry = ({ fileURL }) => {
  const locale = localeOf(fileURL);
  if (locale === undefined) return undefined;
  const words = termWords(listTermForms(locale));
  const linked = new Set<string>();
  const glossary = sitePagePath('glossary', locale);
  return {
    name: 'link-terms',
    text(node, context) {
      if (!isRunningText(context.parent(node), context)) return;
      const parts = splitAtTerms(node.value, words, linked);
      if (parts.every(({ term }) => term === undefined)) return;
      context.replaceNode(
        node,
        parts.map(({ text, term }) => {
          const value = { type: 'text' as const, value: text };
          if (term === undefined) return value;
          const data = { hProperties: { className: ['term'] } };
          return { type: 'link' as const, url: `${glossary}#${term}`, children: [value], data };
        }),
      );
    },
  };
};

function isRunningText(parent: ReturnType<MdastVisitorContext['parent']>, context: MdastVisitorContext): boolean {
  if (parent === undefined) return true;
  const isShown = parent.type === 'mdxJsxFlowElement' ? parent.name !== HIDDEN_COMPONENT : RUNNING_TEXT.includes(parent.type);
  return isShown && isRunningText(context.parent(parent), context);
}

/** Only lessons' and pages' own files carry a language in their name. */
function localeOf(url: URL | undefined): Locale | undefined {
  const name = url === undefined ? '' : basename(fileURLToPath(url));
  return LOCALES.find((locale) => name === `${locale}.mdx`);
}

/**
 * What finds the terms, each as a whole word; once for all texts of a document.
 * @param forms the longest first
 */
export function termWords(forms: readonly TermForm[]): TermWord[] {
  return forms.map(({ id, form }) => {
    return { id, word: new RegExp(`(?<![\\p{L}\\p{N}-])${escapePattern(form)}(?![\\p{L}\\p{N}-])`, 'giu') };
  });
}

/** The text in pieces; a piece with a term is that term's first use, which is noted in `linked`. */
export function splitAtTerms(text: string, words: readonly TermWord[], linked: Set<string>): LinkedPart[] {
  const parts: LinkedPart[] = [];
  let rest = text;
  for (let first = findFirst(rest, words, linked); first !== undefined; first = findFirst(rest, words, linked)) {
    linked.add(first.id);
    const end = first.at + first.length;
    if (first.at > 0) parts.push({ text: rest.slice(0, first.at) });
    parts.push({ text: rest.slice(first.at, end), term: first.id });
    rest = rest.slice(end);
  }
  if (rest !== '') parts.push({ text: rest });
  return parts;
}

/** The leftmost form of a term that is not linked yet; of several that begin there, the longest. */
function findFirst(text: string, words: readonly TermWord[], linked: ReadonlySet<string>) {
  let best: { id: string; at: number; length: number } | undefined;
  const taken: [number, number][] = [];
  for (const { id, word } of words) {
    for (const { 0: found, index: at } of text.matchAll(word)) {
      if (taken.some(([from, to]) => at < to && at + found.length > from)) continue;
      taken.push([at, at + found.length]);
      if (!linked.has(id) && (best === undefined || at < best.at)) best = { id, at, length: found.length };
    }
  }
  return best;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
