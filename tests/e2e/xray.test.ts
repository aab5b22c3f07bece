/** The X-ray: opened from the picture, read and left by keyboard; what a command changes in a container is marked while it is open. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, openAt, PHONE, soon, WIDE } from './lesson-page.ts';

const EXERCISE = 'remove-without-forcing';

const figures = (page: Page) => page.locator('.xray .figures dd').allTextContents();
const isFocused = (page: Page, selector: string) => page.evaluate((css) => document.activeElement?.matches(css), selector);

describe('wide', () => {
  const test = base.override({ contextOptions: WIDE });
  test('a layer by keyboard: its tree, a file in it, its hashes; Escape leads back to the slab', async ({ page }) => {
    await openAt(page, '/en/removing/', EXERCISE);
    await command(page, 'docker ps -a');
    const slab = page.locator('.machine .item.layer').first();
    await slab.focus();
    await page.keyboard.press('ArrowUp');
    expect(await isFocused(page, '.layer')).toBe(false);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const xray = page.getByRole('dialog', { name: /^Layer [0-9a-f]{12}$/ });
    await soon(() => xray.getByRole('treeitem').count()).toBeGreaterThan(5);
    await xray.getByRole('treeitem').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('/etc/alpine-release');
    await page.keyboard.press('Enter');
    await soon(() => xray.locator('.open-file pre').innerText()).toMatch(/^3\.13/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await xray.locator('[data-path="/etc"]').getAttribute('aria-expanded')).toBe('false');

    await xray.getByRole('tab', { name: 'Who holds it, hashes' }).click();
    const diffId = await xray.locator('.digest-row code').first().innerText();
    expect(diffId).toMatch(/^sha256:[0-9a-f]{64}$/);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await xray.getByRole('button', { name: 'Copy: Diff ID' }).press('Enter');
    await soon(() => page.evaluate(() => navigator.clipboard.readText())).toBe(diffId);
    await xray.getByRole('button', { name: 'Image alpine:3.13' }).press('Enter');
    await page.getByRole('dialog', { name: 'Image alpine:3.13' }).getByText('100%').waitFor();
    await page.keyboard.press('Escape');
    await soon(() => page.getByRole('dialog').count()).toBe(0);
    expect(await isFocused(page, '.machine .item.layer')).toBe(true);
  });

  test('copy-up as it happens: the terminal goes on beside the open X-ray', async ({ page }) => {
    await openAt(page, '/en/removing/', EXERCISE);
    await command(page, 'docker run -d --name box alpine:3.13 sleep 600');
    await page.getByRole('button', { name: /^Container box, running/ }).press('Enter');
    const xray = page.getByRole('dialog', { name: 'Container box' });
    await soon(() => figures(page)).toEqual(['0\u00a0B', '0\u00a0B', '0\u00a0B']);
    await command(page, 'docker exec box chmod 600 /lib/libcrypto.so.1.1');
    await soon(() => figures(page)).toEqual(['5.3\u00a0MB', '5.3\u00a0MB', '5.3\u00a0MB']);
    const row = xray.locator('.tree-row.is-new[data-path="/lib/libcrypto.so.1.1"]');
    expect(await row.innerText()).toContain('the whole file counts · with the same bytes · -rwxr-xr-x became -rw-------');
    await command(page, 'docker exec box rm /etc/motd');
    await soon(() => xray.locator('.tree-row.is-new').getAttribute('data-path')).toBe('/etc/motd');
    await command(page, 'docker rm -f box');
    await soon(() => page.locator('.xray .empty').innerText()).toBe('The machine does not have this at this step.');
    // from the terminal's empty prompt, not only from inside
    await page.keyboard.press('Escape');
    await soon(() => xray.count()).toBe(0);
  });
});

describe('phone', () => {
  const test = base.override({ contextOptions: PHONE });
  test('a sheet over the machine, and back again', async ({ page }) => {
    await page.goto('/pt-br/remover/');
    await page.locator('[data-open-machine]').tap();
    await page.locator('#machine-place').selectOption(EXERCISE);
    await page
      .getByRole('button', { name: /^Contêiner/ })
      .first()
      .tap();
    const xray = page.getByRole('dialog', { name: /^Contêiner/ });
    await xray.getByText('Nenhum arquivo foi adicionado').waitFor();
    const box = await xray.boundingBox();
    expect([box?.x, box?.width]).toEqual([0, 360]);
    await xray.getByRole('button', { name: 'Fechar o raio-X' }).tap();
    await soon(() => page.getByRole('dialog').count()).toBe(0);
    expect(await isFocused(page, '.machine.open .item.container')).toBe(true);
  });
});
