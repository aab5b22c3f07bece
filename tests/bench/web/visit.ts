/**
 * One cold visit: a browser context of its own (no cache, no storage), CPU 4 times slower, slow 4G. Chromium slows down the page's main
 * thread alone, and the network of all that the page asks for, but not that of a service worker: there is none.
 */
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { type Observed, observePage } from './observe-page.ts';
import { sampleCpu, shareOfOthers } from './other-load.ts';

export const CPU_RATE = 4;
const MEGABIT = 1e6 / 8;
export const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6 * MEGABIT,
  uploadThroughput: 0.75 * MEGABIT,
} as const;
const QUIET_MS = 1500;
const SETTLE_MS = 5000;
const TIMEOUT_MS = 120_000;

export type Kind = 'html' | 'js' | 'css' | 'font' | 'other';

export interface Fetched {
  readonly url: string;
  readonly kind: Kind;
  /** headers and encoded body */
  readonly bytes: number;
  /** asked for by `<link rel=prefetch>`, for later */
  readonly isAhead: boolean;
}

export interface Visit {
  readonly page: Page;
  readonly fetched: readonly Fetched[];
  /** until nothing has been asked for a while */
  settle(): Promise<void>;
}

export interface Load {
  readonly fetched: readonly Fetched[];
  readonly observed: Observed;
}

/** @returns what `act` gives, and the share of the machine that others had meanwhile */
export async function visit<T>(browser: Browser, act: (visit: Visit) => Promise<T>): Promise<{ result: T; others: number }> {
  const before = sampleCpu();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  try {
    const page = await openPage(context);
    const result = await act(watchRequests(page));
    return { result, others: shareOfOthers(before, sampleCpu()) };
  } finally {
    await context.close();
  }
}

/** A slowed page of a context; a second one of the same context has a warm cache. */
export async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  await page.addInitScript(observePage);
  return page;
}

/** Nothing is touched. */
export async function loadPage(browser: Browser, url: string): Promise<{ result: Load; others: number }> {
  return visit(browser, async ({ page, fetched, settle }) => {
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLE_MS);
    const observed = await page.evaluate(() => (globalThis as unknown as { observed: Observed }).observed);
    await settle();
    return { fetched: [...fetched], observed };
  });
}

function watchRequests(page: Page): Visit {
  const fetched: Fetched[] = [];
  const reading: Promise<void>[] = [];
  let open = 0;
  let lastAt = Date.now();
  const end = (): void => {
    open -= 1;
    lastAt = Date.now();
  };
  page.on('request', () => {
    open += 1;
    lastAt = Date.now();
  });
  page.on('requestfailed', end);
  page.on('requestfinished', (request) => {
    end();
    reading.push(
      describe(request).then((described) => {
        if (described !== undefined) fetched.push(described);
      }),
    );
  });
  return {
    page,
    fetched,
    async settle() {
      const begun = Date.now();
      while ((open > 0 || Date.now() - lastAt < QUIET_MS) && Date.now() - begun < TIMEOUT_MS) await page.waitForTimeout(100);
      await Promise.all(reading);
    },
  };
}

async function describe(request: Request): Promise<Fetched | undefined> {
  const response = await request.response();
  if (response === null) return undefined;
  const sizes = await request.sizes();
  const headers = await response.allHeaders();
  // a worker's own script comes back with no body
  const body = sizes.responseBodySize || Number(headers['content-length'] ?? 0);
  return {
    url: request.url(),
    kind: kindOf(headers['content-type'] ?? ''),
    bytes: body + sizes.responseHeadersSize,
    isAhead: (await request.allHeaders())['sec-purpose']?.includes('prefetch') ?? false,
  };
}

function kindOf(type: string): Kind {
  if (/javascript/.test(type)) return 'js';
  if (/text\/html/.test(type)) return 'html';
  if (/css/.test(type)) return 'css';
  return /font/.test(type) ? 'font' : 'other';
}
