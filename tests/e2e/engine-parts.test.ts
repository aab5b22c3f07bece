/** The engine comes in parts: what a line fetches, and what a learner sees when a part cannot be fetched. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, entries, openAt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const PATH = '/en/removing/';
const EXERCISE = 'remove-without-forcing';

/** Names of the engine's files without their hashes, as they are asked for. */
function watchParts(page: Page): readonly string[] {
  const parts: string[] = [];
  page.on('request', (request) => {
    const name = /\/_astro\/([\w.-]+)-[\w-]{8}\.js$/.exec(request.url())?.[1];
    if (name !== undefined) parts.push(name);
  });
  return parts;
}

test('ordinary commands run on the first file, two that follow it, the judge and what the container runs; others fetch what they need, once', async ({
  page,
}) => {
  const parts = watchParts(page);
  await openAt(page, '/en/image-and-container/', 'image-to-container-in-order');
  await command(page, 'docker pull alpine:3.13');
  await command(page, 'docker images');
  await command(page, 'docker run --rm alpine:3.13 cat /etc/os-release');
  expect(await terminalText(page)).toContain('PRETTY_NAME="Alpine Linux v3.13"');
  // the busybox of the teaching images has its own table of options
  expect([...parts].sort()).toEqual([
    'engine.worker',
    'evaluate',
    'everyday',
    'judge',
    'lists',
    'rolldown-runtime',
    'small-busybox.data',
  ]);
  await command(page, 'docker images | wc -l');
  expect(parts).toEqual(expect.arrayContaining(['language', 'filters-applets']));
  const fetched = parts.length;
  await command(page, 'docker images | wc -l');
  expect(parts.length).toBe(fetched);
});

/** As when the network is gone: the files of the engine do not come. */
async function cutOff(context: BrowserContext, files: string): Promise<() => Promise<void>> {
  await context.route(files, (route) => route.abort('internetdisconnected'));
  return () => context.unroute(files);
}

/** The page complains of what it could not fetch; that is what these tests are about. */
const cut = test.override({
  page: async ({ browser, contextOptions }, use) => {
    const { inject } = await import('vitest');
    const context = await browser.newContext({ baseURL: inject('siteUrl'), ...contextOptions });
    await use(await context.newPage());
    await context.close();
  },
});

cut('a line whose part cannot be fetched did not happen, and the next try works', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await command(page, 'docker rm velho');
  const reconnect = await cutOff(page.context(), '**/_astro/**');
  await command(page, 'docker images | wc -l');
  await soon(() => terminalText(page)).toContain('Part of the engine could not be loaded');
  await reconnect();
  await command(page, 'docker images | wc -l');
  await soon(() => terminalText(page)).toMatch(/docker images \| wc -l\n2$/);
  await soon(() => page.locator('.time .words').innerText()).toBe('Step 2 of 2');
});

cut('an engine that cannot be fetched at all says so, and the next try works', async ({ page }) => {
  const reconnect = await cutOff(page.context(), '**/engine.worker-*');
  await openAt(page, PATH, EXERCISE);
  await command(page, 'docker images');
  await soon(() => terminalText(page)).toContain('Part of the engine could not be loaded');
  await reconnect();
  await command(page, 'docker images');
  await soon(() => entries(page).count()).toBe(2);
  await soon(() => terminalText(page)).toMatch(/docker images\nREPOSITORY/);
});
