/** The page around the machine: reading without scripts, languages, themes, phones, and what it asks of the network. */
import { describe, expect, inject } from 'vitest';
import { readLessonFacts } from '../../src/curriculum/lessons.ts';
import { test as base } from '../open-browser.ts';
import { answer, command, entries, expectFeedback, LANGUAGES, PHONE, prompt, soon, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const PAGES = ['/pt-br/', '/en/', ...LANGUAGES.map(({ path }) => path)];

describe('without JavaScript', () => {
  const test = base.override({ contextOptions: { ...WIDE, javaScriptEnabled: false } });

  test.for(LANGUAGES)('the whole lesson can be read: $lang', async ({ path }, { page }) => {
    await page.goto(path);
    expect(await page.locator('.console .row.command').count()).toBeGreaterThan(8);
    expect(await page.locator('.console').first().innerText()).toContain('must force');
    const exercises = await page.locator('[data-exercise]').count();
    expect(exercises).toBe(readLessonFacts('removing').exercises.length);
    expect(await page.locator('.hint').count()).toBe(3 * exercises);
    await page.locator('.hint summary').first().click();
    expect(await page.locator('.hint p').first().isVisible()).toBe(true);
    expect(await page.locator('.machine .skyline .item').count()).toBeGreaterThan(1);
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.locator('noscript').first().isVisible()).toBe(true);
  });
});

test('the other language is the same lesson, with code, terminal and progress', async ({ page }) => {
  const id = 'remove-without-forcing';
  const lines = ['docker rm velho', 'docker rmi alpine:3.13'];
  await page.goto('/pt-br/remover/');
  await answer(page, id, lines);
  await expectFeedback(page, id, 'passed', 'Certo');
  await page.getByRole('link', { name: 'English' }).press('Enter');
  await page.waitForURL('**/en/removing/');
  await expectFeedback(page, id, 'passed', 'Correct');
  await soon(() => entries(page).count()).toBe(2);
  expect(await page.locator(`#code-${id}`).inputValue()).toBe(lines.join('\n'));
  expect(await page.locator(`.nav-list [data-progress="${id}"]`).getAttribute('data-state')).toBe('all');
  await page.locator('.logo').press('Enter');
  await page.waitForURL('**/en/');
  expect(await page.locator(`.lesson-list [data-progress~="${id}"]`).getAttribute('data-state')).toBe('some');
});

describe('theme', () => {
  test('is the one of the system, and the switch is remembered', async ({ page }) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/en/removing/');
    const dark = await background();
    await page.locator('[data-theme-switch]').press('Enter');
    const light = await background();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await background()).toBe(light);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  });
});

test('a first visit on a slow line reads in the system’s letters, and has ours ready for the next page', async ({ page }) => {
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.woff2')) fonts.push(request.url());
  });
  const family = () => page.evaluate(() => getComputedStyle(document.body).fontFamily);
  await page.clock.install();
  // the clock would say that no time has passed
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { downlink: 1.6, effectiveType: '4g' } });
    performance.now = () => 200;
  });
  await page.goto('/en/');
  expect(await family()).toMatch(/^Plain,/);
  await page.clock.runFor(1000);
  expect(fonts).toEqual([]);
  await page.clock.runFor(20_000);
  await soon(() => page.evaluate(() => localStorage.getItem('camadas.letters'))).toBe('true');
  expect(new Set(fonts).size).toBe(2);
  await page.goto('/en/removing/');
  expect(await family()).toMatch(/^Next,/);
});

describe('phone', () => {
  const test = base.override({ contextOptions: PHONE });

  test.for([...PAGES, '/pt-br/404/', '/lab/forms/pt-br/', '/lab/states/en/'])(
    'nothing is wider than the screen: %s',
    async (path, { page }) => {
      await page.goto(path);
      const wide = await page.evaluate(() => {
        const isClipped = (element: Element | null): boolean =>
          element !== null && (getComputedStyle(element).overflowX !== 'visible' || isClipped(element.parentElement));
        return [...document.body.querySelectorAll('*')]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !isClipped(element.parentElement))
          .map((element) => element.outerHTML.slice(0, 80));
      });
      expect(wide).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    },
  );

  test('the machine is in a sheet, with a plain field and no Monaco', async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto('/pt-br/remover/');
    expect(await page.locator('.machine').isVisible()).toBe(false);
    await page.locator('[data-open-machine]').tap();
    await soon(() => page.locator('.machine').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
    await command(page, 'docker images');
    await page.keyboard.press('Escape');
    await soon(() => page.locator('.machine').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-open-machine'))).toBe(true);
    await page.locator('#code-remove-without-forcing').fill('docker rm velho\ndocker rmi alpine:3.13');
    await soon(() => page.locator('[data-exercise="remove-without-forcing"] .tok-command').count()).toBe(2);
    await page.locator('[data-exercise="remove-without-forcing"] [type=submit]').tap();
    await expectFeedback(page, 'remove-without-forcing', 'passed', 'Certo');
    // it is said below the button that was tapped, where the bar with the machine's button lies over the page
    const bar = await page.locator('.machine-bar').boundingBox();
    const wordBottom = (box: { y: number; height: number } | null) => (box === null ? Number.NaN : box.y + box.height);
    await soon(() => page.locator('.feedback-word').boundingBox().then(wordBottom)).toBeLessThanOrEqual(bar?.y ?? 0);
    expect(requests.filter((url) => url.includes('monaco'))).toEqual([]);
  });
});

test('the plain field and Monaco write at the same place', async ({ page }) => {
  await page.goto('/en/removing/');
  const editor = page.locator('[data-exercise="remove-without-forcing"] .editor');
  const field = page.locator('#code-remove-without-forcing');
  await field.focus();
  const before = await field.evaluate((element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const left = Math.round(box.left + Number.parseFloat(style.paddingLeft));
    return { left, top: Math.round(box.top + Number.parseFloat(style.paddingTop)), line: style.lineHeight };
  });
  await page.keyboard.type('docker ps');
  await editor.locator('.monaco-host:not(.arriving) .view-line span span').first().waitFor();
  // Monaco draws its lines anew with every key: what is measured must still be there
  await soon(() =>
    page.evaluate(() => {
      const line = document.querySelector('.monaco-host .view-line')?.getBoundingClientRect();
      return line && { left: Math.round(line.left), top: Math.round(line.top), line: `${line.height}px` };
    }),
  ).toEqual(before);
});

test('a visit asks nobody else for anything, and moves nothing by itself', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(inject('siteUrl')) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput)
          shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/pt-br/remover/', { waitUntil: 'networkidle' });
  await command(page, 'docker rmi -f alpine:3.13');
  await page.mouse.wheel(0, 1500);
  await page.waitForTimeout(300);
  expect(foreign).toEqual([]);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
});

test.for(['/pt-br/nada/', '/en/nothing/here/'])('an unknown address: %s', async (path, { page }) => {
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(404);
  const html = await answer.text();
  expect(html).toContain(path.startsWith('/en') ? 'This page does not exist' : 'Esta página não existe');
});

test('a lesson ends with the ways to the one before and the one after', async ({ page }) => {
  await page.goto('/pt-br/remover/');
  const ways = page.getByRole('navigation', { name: 'Para onde ir agora' }).getByRole('link');
  expect(await ways.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    '/pt-br/camada-do-conteiner/',
    '/pt-br/faxina/',
  ]);
});

test('what the notes said leads to whose notes they are', async ({ page }) => {
  await page.goto('/pt-br/imagem-e-conteiner/');
  await page.getByRole('link', { name: 'As anotações diziam' }).click();
  await soon(() => page.locator('h1').innerText()).toBe('Das anotações');
});

test('the first key of a keyboard reader leads past the header', async ({ page }) => {
  await page.goto('/en/removing/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');
  expect(await prompt(page).count()).toBe(1);
});

test('what a page loads, packed: 15 kB before it is touched, 52 kB awake with what keeps the work, the engine apart', async ({
  page,
}) => {
  const workerScripts: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('engine.worker')) workerScripts.push(request.url());
  });
  /** The page's own list: what the engine's thread loads is in another. What works offline comes when the page has been there for a second. */
  const total = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(({ name }) => name.endsWith('.js') && !/engine\.worker|\/offline\./.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
  await page.goto('/en/removing/', { waitUntil: 'networkidle' });
  expect(await total()).toBeGreaterThan(0);
  expect(await total()).toBeLessThan(15_000);
  await command(page, 'docker images');
  expect(workerScripts.length).toBeGreaterThan(0);
  expect(await total()).toBeLessThan(52_000);
});
