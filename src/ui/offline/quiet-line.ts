/**
 * Tells when the network is idle, so that what is fetched for later never competes with what somebody waits for. A reader who only scrolls does
 * not need the network.
 */

/** The network counts as idle so many milliseconds after the last action and the last response. */
const QUIET_MS = 3000;
const LOOK_MS = 500;
/** Elements whose use may start a request. */
const ASKING = 'a, button, input, select, textarea, summary, [data-island]';

export interface QuietLine {
  /** Resolves when nothing is being fetched and nothing has happened for a while. */
  untilQuiet(): Promise<void>;
}

/**
 * @param isFree whether everything that was asked for has arrived
 * @param onTouch called when somebody uses something that may need the network
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
