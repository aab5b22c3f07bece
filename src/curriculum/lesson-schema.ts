/** The shape of a lesson's facts and of its front matter. */
import { z } from 'astro/zod';

const words = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

export const lessonFacts = z.strictObject({
  /** Counted up when progress saved earlier no longer means the same. */
  version: z.int().positive(),
  /** In their order on the page. */
  exercises: z.array(words),
  /** Lessons from which the opening questions come (`recallProblems`). */
  recalls: z.array(words),
  /** Glossary ids of the terms it brings in. */
  terms: z.array(words),
  /** The learner can afterwards …: one line per language. */
  objectives: z.array(z.strictObject({ 'pt-BR': z.string().min(1), en: z.string().min(1) })).min(1),
});
export type LessonFacts = z.infer<typeof lessonFacts>;

const title = {
  title: z.string().min(1),
  lead: z.string().min(1),
};
const heading = {
  ...title,
  /** the lesson's part of its address, which never changes: `/pt-br/remover/` */
  slug: words,
};

export const frontMatter = {
  'pt-BR': z.strictObject(heading),
  /** `translates`: fingerprint of the Portuguese body. */
  en: z.strictObject({ ...heading, translates: z.string().regex(/^[0-9a-f]{10}$/, 'ten hex digits') }),
} as const;
export type FrontMatter = z.infer<(typeof frontMatter)['pt-BR']>;

/** Of a page of prose beside the lessons; its address is in `i18n/site-pages.ts`. */
export const pageFrontMatter = {
  'pt-BR': z.strictObject(title),
  en: z.strictObject({ ...title, translates: frontMatter.en.shape.translates }),
} as const;
export const pageEntry = z.strictObject({ ...title, translates: frontMatter.en.shape.translates.optional() });

/** For Astro's collection, which holds both languages. */
export const lessonEntry = z.strictObject({ ...heading, translates: frontMatter.en.shape.translates.optional() });
