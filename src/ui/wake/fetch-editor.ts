import { connection, wantsMonaco } from './fetch-ahead.ts';

/** The editor's scripts, where no one counts the bytes. */
export function fetchEditor(): void {
  const { effectiveType, type } = connection() ?? {};
  const isFast = effectiveType === undefined || effectiveType === '4g';
  if (!wantsMonaco() || !isFast || type === 'cellular') return;
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-editor]')) link.rel = 'prefetch';
}
