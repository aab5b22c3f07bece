/** After the first visit the network may go: the whole course is there, and what was never opened before too. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect } from 'vitest';
import { startServer } from '../../src/server/main.ts';
import type { SiteManifest } from '../../src/server/site-manifest.ts';
import { test as base } from '../open-browser.ts';
import { card, command, expectFeedback, openAt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: { ...WIDE, serviceWorkers: 'allow' } });
const EXERCISE = 'remove-without-forcing';

/** Until everything but the editor is in the browser. */
async function untilStored(page: Page): Promise<void> {
  const state = () =>
    page.evaluate(async () => {
      const note = await (await caches.open('camadas-site')).match(new URL('offline-note', location.origin));
      return ((await note?.json()) as { isComplete?: boolean } | undefined)?.isComplete ?? false;
    });
  await soon(state).toBe(true);
}

async function handIn(page: Page, lines: readonly string[]): Promise<void> {
  const field = page.locator(`#code-${EXERCISE}`);
  await field.focus();
  await field.evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, lines.join('\n'));
  await card(page, EXERCISE).locator('[type=submit]').click();
}

test('a lesson, its exercises, pulls and pages never opened, in both languages, with the network off', async ({ page }) => {
  const refused: string[] = [];
  await openAt(page, '/pt-br/remover/', EXERCISE);
  // who has used the editor has it offline too
  await page.locator(`#code-${EXERCISE}`).focus();
  await page.locator('.monaco-host:not(.arriving)').first().waitFor({ timeout: 20_000 });
  await untilStored(page);
  await page.context().setOffline(true);
  page.on('requestfailed', (request) => {
    // what a page still fetched when it was left was not refused
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') refused.push(new URL(request.url()).pathname);
  });
  for (const [path, word, other] of [
    ['/pt-br/remover/', 'Certo', '/pt-br/glossario/'],
    ['/en/removing/', 'Correct', '/en/sharing/'],
  ] as const) {
    await openAt(page, path, EXERCISE);
    await command(page, 'docker pull node:alpine3.13 && docker run --rm alpine:3.13 cat /etc/alpine-release');
    expect(await terminalText(page)).toMatch(/Downloaded newer image for node:alpine3.13[\s\S]*\n3\.13/);
    await handIn(page, ['docker rm velho', 'docker rmi alpine:3.13']);
    await expectFeedback(page, EXERCISE, 'passed', word);
    await card(page, EXERCISE).locator('.solutions pre').first().waitFor();
    await card(page, EXERCISE).locator('.card-bar .quiet').click();
    await page.goto(other);
    expect(await page.locator('h1').count()).toBe(1);
  }
  expect(refused.filter((path) => !path.startsWith('/v2/') && path !== '/favicon.svg')).toEqual([]);
  // without the slash, from the root in the language used last, and one that there is not
  const tab = await page.context().newPage();
  await tab.goto('/en/removing');
  expect(new URL(tab.url()).pathname).toBe('/en/removing/');
  await tab.goto('/');
  expect(new URL(tab.url()).pathname).toBe('/en/');
  expect((await tab.goto('/en/nothing/'))?.status()).toBe(404);
});

describe('a new build on the server', () => {
  let dist = '';
  afterEach(() => rm(dist, { recursive: true, force: true }));

  /** The same site with another title on one page. */
  async function rebuild(): Promise<void> {
    const path = '/en/glossary/index.html';
    const manifest: SiteManifest = JSON.parse(await readFile(join(dist, 'site.json'), 'utf8'));
    const site = join(dist, manifest.folder);
    const html = (await readFile(join(site, path), 'utf8')).replace(/<h1>[^<]*/, '<h1>New words');
    const worker = await readFile(join(site, 'sw.js'), 'utf8');
    const etag = createHash('sha256').update(html).digest('hex').slice(0, 32);
    const changed = worker.replace(manifest.files[path]?.etag ?? '?', etag).replace(/"version":"[^"]*/, '"version":"next');
    await writeFile(join(site, path), html);
    await writeFile(join(site, 'sw.js'), changed);
    const plain = (name: string, tag: string) => ({ ...manifest.files[name], etag: tag, encodings: [] });
    const files = { ...manifest.files, [path]: plain(path, etag), '/sw.js': plain('/sw.js', 'next') };
    await writeFile(join(dist, 'site.json'), JSON.stringify({ ...manifest, files }));
  }

  test('announces itself, waits, and loses nothing when it is let in', async ({ page }) => {
    dist = await mkdtemp(join(tmpdir(), 'camadas-'));
    await cp(resolve(import.meta.dirname, '../../dist'), dist, { recursive: true });
    const first = await startServer({ port: 0, host: '127.0.0.1', dist });
    await page.goto(`${first.url}en/removing/`);
    await untilStored(page);
    await first.close();
    await rebuild();
    const second = await startServer({ port: Number(new URL(first.url).port), host: '127.0.0.1', dist });
    try {
      await page.locator(`#code-${EXERCISE}`).focus();
      await page.keyboard.type('docker rm ');
      const typed = performance.now();
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.locator('[data-update]').waitFor({ timeout: 20_000 });
      // it left the line to whoever typed, until that was over
      expect(performance.now() - typed).toBeGreaterThan(2900);
      await page.goto(`${first.url}en/glossary/`);
      expect(await page.locator('h1').textContent()).not.toBe('New words');
      await page.goto(`${first.url}en/removing/`);
      await page.locator('[data-update] [data-take]').click();
      await page.waitForEvent('load');
      await soon(() => page.locator(`#code-${EXERCISE}`).inputValue()).toBe('docker rm ');
      await page.goto(`${first.url}en/glossary/`);
      expect(await page.locator('h1').textContent()).toBe('New words');
    } finally {
      await second.close();
    }
  });
});
