import { runMonacoAhead } from '../editor/load-monaco.ts';
import { connection, wantsMonaco } from './fetch-ahead.ts';

const LOOK_MS = 500;

/**
 * The editor's scripts, where no one counts the bytes; one after the other, and none while something else is on its way, so that a
 * first command waits for one of them at most.
 *
 * @param isUsed whoever has written here before will again: it is made ready, too, and what wakes the islands
 * @param isFree nothing that somebody asked of the page is still on its way
 */
export async function fetchEditor(isUsed: boolean, isFree: () => Promise<boolean>): Promise<void> {
  const { effectiveType, type } = connection() ?? {};
  const isFast = effectiveType === undefined || effectiveType === '4g';
  if (!wantsMonaco() || !isFast || type === 'cellular') return;
  if (isUsed) void import('./awake.tsx').then(runMonacoAhead).catch(() => undefined);
  else
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-editor]')) {
      while (!(await isFree().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      await fetchAhead(link);
    }
}

function fetchAhead(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    link.rel = 'prefetch';
  });
}
