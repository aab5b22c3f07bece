/** What is used of the index that Pagefind made of the finished site (scripts/search-index.ts), and its answers as plain data. */
import { type Marked, parseExcerpt } from './excerpt.ts';
import { withoutFillers } from './without-fillers.ts';

interface Pagefind {
  options(options: { readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  /** null where a later question has overtaken this one */
  debouncedSearch(query: string): Promise<{ readonly results: readonly { data(): Promise<PagefindPage> }[] } | null>;
}
interface PagefindPage {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

export interface FoundPage {
  readonly url: string;
  readonly title: string;
  /** the places of the page that fit best, at least one */
  readonly places: readonly FoundPlace[];
}
export interface FoundPlace {
  readonly url: string;
  /** absent where it is the page's own beginning */
  readonly heading?: string;
  readonly excerpt: readonly Marked[];
}

export interface Found {
  readonly pages: readonly FoundPage[];
  /** how many pages fit in all */
  readonly total: number;
}

const MOST_PAGES = 8;
const MOST_PLACES = 3;
/** characters; longer questions are cut */
const LONGEST_QUERY = 200;

let opened: Promise<Pagefind> | undefined;

/** Begins to load the index of the page's language. @throws Error where the site has none or cannot be reached; the next call tries again */
export function openIndex(): Promise<Pagefind> {
  opened ??= load();
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function load(): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${import.meta.env.BASE_URL}pagefind/pagefind.js`);
  await pagefind.options({ excerptLength: 18 });
  await pagefind.init();
  return pagefind;
}

/** @returns undefined where a later question has overtaken this one */
export async function findPages(query: string): Promise<Found | undefined> {
  const pagefind = await openIndex();
  const asked = withoutFillers(query.slice(0, LONGEST_QUERY), document.documentElement.lang);
  const found = await pagefind.debouncedSearch(asked);
  if (found === null) return undefined;
  const pages = await Promise.all(found.results.slice(0, MOST_PAGES).map((result) => result.data()));
  return { pages: pages.map(readPage), total: found.results.length };
}

function readPage({ url, excerpt, meta, sub_results }: PagefindPage): FoundPage {
  const places = sub_results.slice(0, MOST_PLACES).map((place) => ({
    url: place.url,
    excerpt: parseExcerpt(place.excerpt),
    ...(place.url === url ? {} : { heading: place.title }),
  }));
  return { url, title: meta.title ?? url, places: places.length === 0 ? [{ url, excerpt: parseExcerpt(excerpt) }] : places };
}
