/** A small class: an instructor, a learner on a phone in Portuguese and one in English, who loses the network. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test } from '../open-browser.ts';
import { answer, expectFeedback, PHONE, soon, WIDE } from './lesson-page.ts';

const ID = 'remove-without-forcing';

async function open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: inject('siteUrl'), ...options });
  return context.newPage();
}

async function join(page: Page, path: string, code: string, name: string): Promise<void> {
  await page.goto(`${path}#${code}`);
  await page.locator('#class-name').fill(name);
  await page.locator('.entrance').first().locator('[type=submit]').click();
  await page.locator('.learner-room').waitFor();
}

test('learners join, what they check arrives in the grid by itself, and the instructor reaches them', async ({ browser }) => {
  const lead = await open(browser, WIDE);
  await lead.goto('/pt-br/turma/');
  await lead.locator('#class-title').fill('Recife, segunda');
  await lead.locator('.entrance').nth(1).locator('[type=submit]').click();
  await soon(() => lead.locator('.class-code').innerText()).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
  const code = await lead.locator('.class-code').innerText();

  const ana = await open(browser, PHONE);
  const ben = await open(browser, WIDE);
  await join(ana, '/pt-br/turma/', code, 'Ana');
  await join(ben, '/en/class/', code, 'Ben');
  await soon(() => lead.locator('.lead-grid tbody th').allInnerTexts()).toEqual(['Ana', 'Ben']);

  await ben.goto('/en/removing/');
  await ben.locator('.class-bar').waitFor();
  await answer(ben, ID, ['docker rmi alpine:3.13']);
  await expectFeedback(ben, ID, 'near-miss', 'Almost');
  const cells = lead.locator('.lead-grid .grade-cell');
  await soon(() => cells.evaluateAll((all) => all.map((cell) => cell.className))).toEqual([expect.stringContaining('near-miss')]);
  await cells.first().click();
  await soon(() => lead.locator('.review .entry .command').allInnerTexts()).toEqual(['$ docker rmi alpine:3.13']);
  await lead.locator('#class-hint').fill('Olhe o docker ps -a.');
  await lead.locator('.hint-form [type=submit]').click();
  await soon(() => ben.locator('.class-bar').innerText()).toContain('Olhe o docker ps -a.');
  await lead.keyboard.press('Escape');

  await ben.context().setOffline(true);
  await answer(ben, ID, ['docker rm velho', 'docker rmi alpine:3.13']);
  await expectFeedback(ben, ID, 'passed', 'Correct');
  await soon(() => ben.locator('.class-bar').innerText()).toContain('1 answer waiting');
  await ben.context().setOffline(false);
  await soon(() => cells.evaluateAll((all) => all.map((cell) => cell.className))).toEqual([expect.stringContaining('passed')]);

  await lead.locator('#class-announcement').fill('Pausa de cinco minutos');
  await lead.locator('form:has(#class-announcement) [type=submit]').click();
  await soon(() => ana.locator('.class-notes').innerText()).toContain('Pausa de cinco minutos');
  await lead.locator('#class-pace').selectOption('follow');
  await lead.locator('#class-place').selectOption('cleaning-up');
  await ben.waitForURL('**/en/cleaning-up/');
  for (const page of [lead, ana, ben]) await page.context().close();
});
