/** Search in each language, and the keys that work anywhere. By keyboard. */
import { describe, expect } from 'vitest';
import { test } from '../open-browser.ts';
import { focusedName, PHONE, soon, WIDE } from './lesson-page.ts';

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
    const isOpen = (dialog: typeof keys) => dialog.evaluate((element: HTMLDialogElement) => element.open);
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
