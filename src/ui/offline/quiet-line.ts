/**
 * When the line is nobody's: what is fetched for later waits for it, and gives it back at a touch. A reader who only scrolls needs nothing of it.
 */

/** Milliseconds since somebody last did something, or something last came, from which on nothing more is expected to be wanted at once. */
const QUIET_MS = 3000;
const LOOK_MS = 500;
/** What may ask for something to be fetched. */
const ASKING = 'a, button, input, select, textarea, summary, [data-island]';

export interface QuietLine {
  /** Resolves when nothing is under way and nothing was for a while. */
  untilQuiet(): Promise<void>;
}

/**
 * @param isFree nothing that was asked for is still on its way
 * @param onTouch somebody does something that may need the line
 */
export function watchLine(isFree: () => Promise<boolean>, onTouch: () => void): QuietLine {
  let last = performance.now();
  const touch = ({ target }: Event): void => {
    if (!(target instanceof Element) || target.closest(ASKING) === null) return;
    last = performance.now();
    onTouch();
  };
  for (const type of ['pointerdown', 'keydown']) document.addEventListener(type, touch, { capture: true, passive: true });
  new PerformanceObserver((list) => {
    // a class keeps a connection open, which ends at any time and is no load
    for (const { name, startTime, duration } of list.getEntriesByType('resource'))
      if (!name.includes('/api/')) last = Math.max(last, startTime + duration);
  }).observe({ type: 'resource' });
  return {
    async untilQuiet() {
      // in this order: something may be touched while one waits for what was touched before
      while (!(await isFree().catch(() => false)) || performance.now() - last < QUIET_MS)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    },
  };
}
