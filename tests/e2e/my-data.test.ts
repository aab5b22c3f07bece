/** The page "My data": out to a file, into another browser, nothing lost on the way, and everything deleted. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test as base } from '../open-browser.ts';
import { card, expectFeedback, openAt, soon, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: { ...WIDE, serviceWorkers: 'allow', locale: 'pt-BR' } });
const EXERCISE = 'remove-without-forcing';
const code = (page: Page) => page.locator(`#code-${EXERCISE}`);
const fact = (page: Page, name: string) => page.locator(`[data-kept=${name}]`).textContent();

async function write(page: Page, text: string): Promise<void> {
  await code(page).evaluate((field: HTMLTextAreaElement, typed) => {
    field.value = typed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

test('a file from one browser joins what another has; then everything is deleted', async ({ page, browser, contextOptions }) => {
  const otherContext = await browser.newContext({ baseURL: inject('siteUrl'), ...contextOptions });
  const other = await otherContext.newPage();
  await openAt(other, '/pt-br/remover/', EXERCISE);
  await write(other, 'docker rm velho\ndocker rmi alpine:3.13');
  await card(other, EXERCISE).locator('[type=submit]').click();
  await expectFeedback(other, EXERCISE, 'passed', 'Certo');
  await other.goto('/pt-br/meus-dados/');
  await soon(() => fact(other, 'solved')).toBe('1');
  const download = other.waitForEvent('download');
  await other.getByRole('button', { name: 'Salvar num arquivo' }).click();
  const file = await readFile(await (await download).path());
  expect(JSON.parse(file.toString())).toMatchObject({ format: 'camadas-kept', version: 1 });
  await otherContext.close();

  await openAt(page, '/en/removing/', EXERCISE);
  await write(page, 'docker ps');
  await page.goto('/en/my-data/');
  const choose = (name: string, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
  await choose('holiday.jpg', Buffer.from([1, 2, 3]));
  await soon(() => page.locator('.refused').textContent()).toContain('cannot be read');
  await choose('camadas.json', file);
  await soon(() => page.locator('.plan tbody tr').count()).toBe(1);
  expect(await page.locator('.plan tbody li').allTextContents()).toEqual([
    "the file's answer is put beside yours",
    'counts as solved',
    'taken over from the file',
  ]);
  expect(await fact(page, 'solved')).toBe('0');
  await page.locator('[data-do-import]').click();
  await page.locator('[data-imported]').waitFor();
  expect(await fact(page, 'solved')).toBe('1');

  await page.goto('/en/removing/');
  await soon(() => code(page).inputValue()).toBe('docker ps');
  await card(page, EXERCISE)
    .getByRole('button', { name: /^Answer that passed/ })
    .click();
  await soon(() => code(page).inputValue()).toBe('docker rm velho\ndocker rmi alpine:3.13');

  await page.goto('/en/my-data/');
  await page.locator('[data-offline=complete]').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Delete everything…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await soon(() => page.getByText('Nothing of your work is left').count()).toBe(1);
  const left = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    keys: Object.keys(localStorage).filter((key) => key !== 'camadas.marks'),
    marks: localStorage.getItem('camadas.marks') ?? '',
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
  }));
  expect(left).toMatchObject({ databases: [], keys: [], caches: [], workers: 0 });
  expect(left.marks).not.toContain(EXERCISE);
  await page.goto('/en/removing/');
  expect(await page.locator(`.nav-list [data-progress="${EXERCISE}"]`).getAttribute('data-state')).toBe('none');
});

test('who saves data is asked, told the size, and told what is missing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await page.goto('/pt-br/meus-dados/');
  const button = page.locator('[data-fetch-course]');
  await button.waitFor();
  expect(await button.textContent()).toMatch(/^Deixar o curso disponível sem rede \(\d,\d+.MB\)$/);
  await page.context().setOffline(true);
  const tab = await page.context().newPage();
  expect((await tab.goto('/pt-br/remover/'))?.status()).toBe(503);
  expect(await tab.locator('h1').textContent()).toBe('Esta página ainda não está aqui');
  await tab.close();
  await page.context().setOffline(false);
  await button.click();
  await page.locator('[data-offline=complete]').waitFor({ timeout: 20_000 });
});
