/** Handles of the forms of exercises, named as a learner sees them: files, blocks, fields. */
import type { Locator, Page } from 'playwright-core';
import { card, feedback, soon, tabInCard } from './lesson-page.ts';

const TIMEOUT = 20_000;

/** The editor of one file, or with '' of the commands. */
export function editorOf(page: Page, id: string, path: string): Locator {
  const field = path === '' ? 'textarea:not([data-path])' : `textarea[data-path="${path}"]`;
  return card(page, id).locator(`.editor:has(> ${field})`);
}

/** Goes to the editor by keyboard, through its tab where there are several, and writes it anew in Monaco. */
export async function write(page: Page, id: string, path: string, lines: readonly string[]): Promise<void> {
  const tab = card(page, id).locator(`[role=tab][id="${id}-tab-${path}"]`);
  if ((await tab.count()) > 0) {
    await tabInCard(page, id, card(page, id).locator('[role=tab][aria-selected=true]'));
    for (let presses = 0; (await tab.getAttribute('aria-selected')) !== 'true' && presses < 5; presses += 1)
      await page.keyboard.press('ArrowRight');
  }
  const editor = editorOf(page, id, path);
  await tabInCard(page, id, editor);
  await editor.locator('.monaco-host:not(.arriving)').waitFor({ timeout: TIMEOUT });
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  await soon(() => editor.locator(':scope > textarea').inputValue()).toBe(lines.join('\n'));
}

export function block(page: Page, id: string, name: string): Locator {
  return card(page, id).locator(`[data-block="${name}"]`);
}

/** Ids of the blocks in order. */
export function orderOf(page: Page, id: string): Promise<(string | null)[]> {
  return card(page, id)
    .locator('[data-zone=chosen] [data-block]')
    .evaluateAll((blocks) => blocks.map((element) => element.getAttribute('data-block')));
}

/** Puts blocks in by keyboard, one after the other. */
export async function putIn(page: Page, id: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await block(page, id, name).locator('[data-action=put]').focus();
    await page.keyboard.press('Enter');
    await soon(async () => (await orderOf(page, id)).at(-1)).toBe(name);
  }
}

export async function handIn(page: Page, id: string): Promise<void> {
  await tabInCard(page, id, card(page, id).locator('[type=submit]'));
  await page.keyboard.press('Enter');
}

export function feedbackText(page: Page, id: string): Promise<string> {
  return feedback(page, id).innerText();
}

/** What the answer's steps look like in the terminal. */
export async function terminalCommands(page: Page): Promise<string[]> {
  const lines = await page.locator('.terminal .entry .command').allInnerTexts();
  return lines.map((line) => line.replace(/^\$\s*/, '').replaceAll('\u00a0', ' '));
}
