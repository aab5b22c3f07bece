/** Pages of prose beside the lessons: `content/pages/<id>/pt-BR.mdx` and `en.mdx`. */
import type { Locale } from '../i18n/index.ts';
import { ContentError } from './content-error.ts';
import { readDocument } from './content-files.ts';
import { pageFrontMatter } from './lesson-schema.ts';
import { schemaProblems } from './schema-problems.ts';

export const PAGE_IDS = ['from-the-notes'] as const;
export type PageId = (typeof PAGE_IDS)[number];

export interface PageWords {
  readonly heading: { readonly title: string; readonly lead: string; readonly translates?: string };
  readonly body: string;
}

export function pageFile(id: PageId, locale: Locale): string {
  return `content/pages/${id}/${locale}.mdx`;
}

/** @throws ContentError */
export function readPageWords(id: PageId, locale: Locale): PageWords {
  const file = pageFile(id, locale);
  const document = readDocument(file);
  const parsed = pageFrontMatter[locale].safeParse(document.frontMatter);
  if (!parsed.success) throw new ContentError(schemaProblems(file, document.frontMatter, parsed.error.issues));
  return { heading: parsed.data, body: document.body };
}
