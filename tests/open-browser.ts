/**
 * `test` with a page of its own in one browser for the whole file. Anything the page complains about (an exception, a refused
 * resource, a violated policy) fails the test that opened it. There is no service worker unless a test lets it in: what it answers no test
 * can intercept.
 */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';

export interface BrowserFixtures {
  browser: Browser;
  /** how its context is made: `test.override({ contextOptions: … })` */
  contextOptions: BrowserContextOptions;
  page: Page;
}

export const test = base.extend<BrowserFixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the parameter's shape
    async ({}, use) => {
      const args = ['--no-sandbox', '--disable-dev-shm-usage'];
      const browser = await chromium.launch({ executablePath: inject('browserPath'), headless: true, args });
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  contextOptions: {},
  page: async ({ browser, contextOptions }, use) => {
    const context = await browser.newContext({ baseURL: inject('siteUrl'), serviceWorkers: 'block', ...contextOptions });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
    await use(page);
    await context.close();
    expect(complaints).toEqual([]);
  },
});
