/** What the page itself is asked to note down, from its first moment; runs in the page. Times are in ms since the navigation began. */

export interface LongTask {
  readonly start: number;
  readonly duration: number;
}

export interface Observed {
  readonly longTasks: LongTask[];
  firstPaint: number;
  largestPaint: number;
  /** the worst window of five seconds */
  layoutShift: number;
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

export function observePage(): void {
  const observed: Observed = { longTasks: [], firstPaint: 0, largestPaint: 0, layoutShift: 0 };
  (globalThis as unknown as { observed: Observed }).observed = observed;
  const on = (type: string, note: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  on('longtask', ({ startTime, duration }) => observed.longTasks.push({ start: startTime, duration }));
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') observed.firstPaint = startTime;
  });
  on('largest-contentful-paint', ({ startTime }) => {
    observed.largestPaint = startTime;
  });
  const shifts = { sum: 0, first: 0, last: 0 };
  on('layout-shift', (entry) => {
    const { value, startTime, hadRecentInput } = entry as LayoutShift;
    if (hadRecentInput) return;
    const goesOn = startTime - shifts.last < 1000 && startTime - shifts.first < 5000;
    Object.assign(shifts, goesOn ? { sum: shifts.sum + value } : { sum: value, first: startTime }, { last: startTime });
    observed.layoutShift = Math.max(observed.layoutShift, shifts.sum);
  });
}

/** Total blocking time: what long tasks have above 50 ms after the first contentful paint, before which there is nothing to touch (web.dev/articles/tbt). */
export function blockingTime({ longTasks, firstPaint }: Pick<Observed, 'longTasks' | 'firstPaint'>): number {
  return longTasks.reduce((sum, { start, duration }) => {
    const from = Math.max(start, firstPaint);
    return sum + Math.max(0, start + duration - from - 50);
  }, 0);
}
