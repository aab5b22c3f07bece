/** Fetches into the browser's cache what will be asked for in a moment, or probably. */
import type { LessonData } from './lesson-data.ts';
import { LESSON_DATA_ID } from './page-data-ids.ts';

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/**
 * What a machine begins with (docs/decisions/0018), while the engine is on its way. It carries its digest in its address, so the answer may
 * be kept; what is asked for twice at once, browsers fetch once.
 */
export function fetchStart(islands: readonly HTMLElement[]): void {
  for (const { dataset } of islands) {
    const path = dataset['ahead'] ?? '';
    if (path !== '') void fetchAhead(path);
  }
}

/** Read to its end, so that it is in the browser's cache. @returns whether it is there now: not without a network */
export async function fetchAhead(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Where the page's data lies: in it, or in a file of its own once the site is built (scripts/page-data.ts). @throws TypeError without a network */
export async function fetchLessonData(): Promise<LessonData> {
  const place = document.getElementById(LESSON_DATA_ID);
  const text = place instanceof HTMLLinkElement ? await (await fetch(place.href)).text() : place?.textContent;
  return JSON.parse(text ?? '') as LessonData;
}

/** For whoever touches something later. */
export function fetchLessonDataAhead(): void {
  const place = document.getElementById(LESSON_DATA_ID);
  if (place instanceof HTMLLinkElement) place.rel = 'prefetch';
}

/** The scripts without which no editor stands, at once. @returns when they are here, or it is known that they are not to be had */
export async function fetchEditorNow(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-editor=first]')];
  if (links[0]?.relList.supports('modulepreload') !== true) return;
  const coming = links.map(
    (link) =>
      new Promise((resolve) => {
        link.onload = resolve;
        link.onerror = resolve;
        link.rel = 'modulepreload';
      }),
  );
  await Promise.all(coming);
}

/** A mouse and a keyboard, and a line that may carry a megabyte: phones have no fine pointer, and Monaco does not support them. */
export function wantsMonaco(): boolean {
  return matchMedia('(any-pointer: fine)').matches && connection()?.saveData !== true;
}

export function connection(): Connection | undefined {
  return (navigator as { readonly connection?: Connection }).connection;
}
