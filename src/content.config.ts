/** The words of the lessons, one entry per lesson and language: `removing/pt-BR`. Their facts come from `src/curriculum`. */

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonEntry, pageEntry } from './curriculum/lesson-schema.ts';

const lessons = defineCollection({
  loader: glob({
    base: './content/lessons',
    pattern: '*/{pt-BR,en}.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: lessonEntry,
});

/** `from-the-notes/en`: pages of prose beside the lessons. */
const pages = defineCollection({
  loader: glob({
    base: './content/pages',
    pattern: '*/{pt-BR,en}.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: pageEntry,
});

export const collections = { lessons, pages };
