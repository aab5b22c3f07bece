/** A learner's own image: opened in the same views, never sent anywhere; refused in docker's words with help; taken home again. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, figures, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const ALPINE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');

const chooser = (page: Page) => page.locator('.open-image input[type=file]');
const imageId = (page: Page) => page.locator('.machine .item.flag').getAttribute('data-hash');

/** As a hand does it: the browser makes the events, and the folder's entry in them. */
async function drag(page: Page, files: string[], ...types: ('dragEnter' | 'dragOver' | 'drop')[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of types) await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  await devtools.detach();
}

test('a tar of docker save opens in the same views, and nothing of it leaves the machine', async ({ page }) => {
  await page.goto('/pt-br/abrir-imagem/');
  await chooser(page).waitFor();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postData() !== null) sent.push(`${request.method()} ${request.url()}`);
    if (new URL(request.url()).host !== new URL(page.url()).host && !request.url().startsWith('blob:')) sent.push(request.url());
  });
  page.on('websocket', (socket) => sent.push(socket.url()));
  await chooser(page).setInputFiles(ALPINE);
  await page.getByText('alpine-3.13.tar foi aberto').waitFor();
  expect((await figures(page)).slice(0, 3)).toEqual(['1', '0', '1']);
  await command(page, 'docker run --rm alpine:3.13 cat /etc/alpine-release');
  expect(await terminalText(page)).toContain('3.13.0');
  await page.getByRole('button', { name: /^Etiqueta|^Tag/ }).press('Enter');
  await page.getByRole('dialog', { name: 'Imagem alpine:3.13' }).waitFor();
  await page.keyboard.press('Escape');
  expect(sent).toEqual([]);
});

test('what is no image is refused in docker’s words, with help; then an image is opened and taken home', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'camadas-open-'));
  try {
    writeFileSync(join(folder, 'not an image.tar'), 'no tar at all');
    await page.goto('/en/open-image/');
    await chooser(page).setInputFiles(join(folder, 'not an image.tar'));
    const refused = page.getByRole('alert');
    await soon(() => refused.innerText()).toMatch(
      /not an image\.tar could not be opened.*\n+.*(?:Error|unexpected|invalid)[\s\S]*docker save/,
    );
    await drag(page, [ALPINE, folder], 'dragEnter', 'dragOver');
    await page.locator('.open-image.over').waitFor();
    await drag(page, [ALPINE, folder], 'drop');
    await page.getByText('alpine-3.13.tar was opened').waitFor();
    expect(await page.locator('.open-image.over').count()).toBe(0);
    await soon(() => refused.innerText()).toContain(`${basename(folder)} is a folder`);
    const id = await imageId(page);
    await page.getByRole('tab', { name: 'Log' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the images as a tar' }).press('Enter');
    const saved = join(folder, 'saved.tar');
    await (await downloading).saveAs(saved);
    await page.reload();
    await chooser(page).setInputFiles(saved);
    await page.getByText('saved.tar was opened').waitFor();
    await soon(() => page.locator('.open-image li').allInnerTexts()).toEqual(['alpine:3.13']);
    expect(await imageId(page)).toBe(id);
  } finally {
    await rm(folder, { recursive: true });
  }
});
