/** Search in each language, and the keys that work anywhere. By keyboard. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { test } from '../open-browser.ts';
import { focusedName, PHONE, soon, WIDE } from './lesson-page.ts';

const isOpen = (dialog: Locator) => dialog.evaluate((element: HTMLDialogElement) => element.open);

describe.each([
  { path: '/pt-br/', query: 'contêiner parado', lesson: '/pt-br/remover/', none: 'Nada encontrado', device: WIDE, open: 'Buscar' },
  {
    path: '/en/glossary/',
    query: 'stopped container',
    lesson: '/en/removing/',
    none: 'Nothing found',
    device: PHONE,
    open: 'Search',
  },
])('$path', ({ path, query, lesson, none, device, open }) => {
  test.override({ contextOptions: device });

  test('finds places in lessons of its own language, and leads there', async ({ page }) => {
    await page.goto(path);
    await page.getByRole('button', { name: open, exact: true }).click();
    const field = page.locator('#search-field');
    await field.fill('zzzqqq');
    await soon(() => page.locator('.search-status').innerText()).toContain(none);
    await field.fill(query);
    await soon(() => page.locator(`.search-found a[href^="${lesson}"]`).count()).toBeGreaterThan(0);
    const links = await page.locator('.search-found a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.filter((link) => !link.startsWith(path.slice(0, 4)))).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await focusedName(page)).not.toBe('');
    await page.locator(`.search-found a[href^="${lesson}"]`).first().press('Enter');
    await page.waitForURL(`**${lesson}**`);
  });

  test('/ and Ctrl+K search, ? lists the keys, Escape closes, and typing stays typing', async ({ page }) => {
    await page.goto(path);
    const search = page.locator('[data-search]');
    const keys = page.locator('[data-shortcuts]');
    async function close(dialog: typeof keys): Promise<void> {
      await page.keyboard.press('Escape');
      await soon(() => isOpen(dialog)).toBe(false);
    }
    await page.keyboard.press('/');
    await soon(() => isOpen(search)).toBe(true);
    await page.keyboard.type('?');
    expect(await page.locator('#search-field').inputValue()).toBe('?');
    expect(await isOpen(keys)).toBe(false);
    await close(search);
    // its field has the focus until the next frame
    await search.evaluate((dialog: HTMLDialogElement) => {
      dialog.showModal();
      dialog.close();
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
    });
    await soon(() => isOpen(keys)).toBe(true);
    await close(keys);
    await page.keyboard.press('?');
    await soon(() => isOpen(keys)).toBe(true);
    await keys.getByRole('checkbox').uncheck();
    await close(keys);
    await page.reload();
    await page.keyboard.press('?');
    expect(await isOpen(keys)).toBe(false);
    await page.keyboard.press('Control+k');
    await soon(() => isOpen(search)).toBe(true);
  });
});

/** Lets a script through when it is told to. */
async function hold(page: Page, file: RegExp): Promise<() => void> {
  let letThrough = (): void => {};
  const isTold = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(file, (route) => isTold.then(() => route.continue()));
  return letThrough;
}

test('what is pressed before its scripts are there is done when they are, and what is typed meanwhile is looked for', async ({
  page,
}) => {
  const startPage = await hold(page, /\/_astro\/base\.astro_.*\.js$/);
  const startSearch = await hold(page, /\/_astro\/search-dialog\.[^/]*\.js$/);
  await page.goto('/en/glossary/', { waitUntil: 'commit' });
  const theme = page.getByRole('button', { name: 'Switch between light and dark theme' });
  const look = await page.locator('html').getAttribute('data-theme');
  await theme.click();
  await page.keyboard.press('Control+K');
  startPage();
  await soon(() => isOpen(page.locator('[data-search]'))).toBe(true);
  expect(await page.locator('html').getAttribute('data-theme')).not.toBe(look);
  await page.keyboard.type('stopped container');
  await page.keyboard.press('Enter');
  startSearch();
  await soon(() => page.locator('.search-found a[href^="/en/removing/"]').count()).toBeGreaterThan(0);
});

test('where its script does not come, the search says so, and the next time it is asked for again', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: inject('siteUrl'), serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/en/glossary/');
  await page.route('**/search-dialog.*.js', (route) => route.abort(), { times: 1 });
  await page.keyboard.press('/');
  await soon(() => page.locator('.search-status').innerText()).toContain('Check the connection');
  await page.keyboard.type('stopped container');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await soon(() => page.locator('.search-found a').count()).toBeGreaterThan(0);
  await context.close();
});
