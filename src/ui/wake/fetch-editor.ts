import { runMonacoAhead } from '../editor/load-monaco.ts';
import { connection, wantsMonaco } from './fetch-ahead.ts';

/**
 * The editor's scripts, where no one counts the bytes.
 *
 * @param isUsed whoever has written here before will again: it is made ready, too, and what wakes the islands
 */
export function fetchEditor(isUsed: boolean): void {
  const { effectiveType, type } = connection() ?? {};
  const isFast = effectiveType === undefined || effectiveType === '4g';
  if (!wantsMonaco() || !isFast || type === 'cellular') return;
  if (isUsed) void import('./awake.tsx').then(runMonacoAhead).catch(() => undefined);
  else for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-editor]')) link.rel = 'prefetch';
}
