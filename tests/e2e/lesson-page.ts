/** Handles of a lesson page, named as a learner sees them. Everything is done by keyboard. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Language {
  readonly path: string;
  readonly lang: string;
  readonly words: Readonly<Record<'passed' | 'near' | 'other' | 'check' | 'predict', string>>;
}

export const LANGUAGES: readonly Language[] = [
  {
    path: '/pt-br/remover/',
    lang: 'pt-BR',
    words: { passed: 'Certo', near: 'Quase', other: 'English', check: 'Executar e verificar', predict: 'Prever e conferir' },
  },
  {
    path: '/en/removing/',
    lang: 'en',
    words: { passed: 'Correct', near: 'Almost', other: 'Português', check: 'Run and check', predict: 'Predict and compare' },
  },
];

export const WIDE = { viewport: { width: 1440, height: 900 } } as const;
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

const TIMEOUT = 20_000;

/** Looks again and again, as long as a busy machine may need. */
export function soon<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: TIMEOUT });
}

export function card(page: Page, id: string): Locator {
  return page.locator(`[data-exercise="${id}"]`);
}

export function feedback(page: Page, id: string): Locator {
  return card(page, id).locator('.feedback');
}

/** Opens a lesson with the machine of one of its exercises beside it: going to an exercise brings its machine. */
export async function openAt(page: Page, path: string, id: string): Promise<void> {
  await page.goto(path);
  await card(page, id).locator('[type=submit]').focus();
  await soon(() => page.locator('#machine-place').inputValue()).toBe(id);
}

/** Where the focus is, as a screen reader would name the place. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}

/** Goes on with Tab until the focus is there. */
export async function tabTo(page: Page, target: Locator, limit = 120): Promise<void> {
  for (let presses = 0; presses < limit; presses += 1) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab; the focus is on "${await focusedName(page)}"`);
}

/**
 * The same within a card: from the focus, or where that is elsewhere or further down, from the card's head, where a link to the exercise
 * leads. Every editor that Tab comes through on the way from the page's top would be loaded too.
 */
export async function tabInCard(page: Page, id: string, target: Locator): Promise<void> {
  const isAhead = await target.evaluate((element) => {
    const focused = document.activeElement;
    const isInCard = focused !== null && element.closest('[data-exercise]')?.contains(focused) === true;
    if (!isInCard || focused.contains(element)) return false;
    return element.contains(focused) || (focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  if (!isAhead) await page.evaluate((hash) => location.replace(hash), `#exercise-${id}`);
  await tabTo(page, target, 40);
}

/** Types an answer into the editor of a card and hands it in with Ctrl+Enter. */
export async function answer(page: Page, id: string, lines: readonly string[]): Promise<void> {
  const editor = card(page, id).locator('.editor');
  await tabInCard(page, id, editor);
  await editor.locator('.monaco-host:not(.arriving)').waitFor({ timeout: TIMEOUT });
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  await soon(() => page.locator(`#code-${id}`).inputValue()).toBe(lines.join('\n'));
  await page.keyboard.press('Control+Enter');
}

export async function expectFeedback(page: Page, id: string, kind: string, word: string): Promise<void> {
  const box = feedback(page, id);
  await soon(() => box.getAttribute('class').catch(() => '')).toBe(`feedback ${kind}`);
  expect(await box.locator('.feedback-word').textContent()).toBe(word);
}

/** By goal id: met, unmet, open. */
export async function goalStates(page: Page, id: string): Promise<Record<string, string>> {
  const goals = await card(page, id).locator('[data-goal]').all();
  const entries = goals.map(async (goal) => [
    await goal.getAttribute('data-goal'),
    (await goal.getAttribute('class'))?.replace('goal ', ''),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

export const prompt = (page: Page): Locator => page.locator('[name=command]');

/** Types at the terminal's prompt and waits until it is free again. */
export async function command(page: Page, line: string): Promise<void> {
  await prompt(page).focus();
  await page.keyboard.type(line);
  const before = await entries(page).count();
  await page.keyboard.press('Enter');
  await soon(() => entries(page).count()).toBeGreaterThan(before);
  await page.locator('.terminal-prompt [type=submit]').waitFor({ timeout: TIMEOUT });
}

export const entries = (page: Page): Locator => page.locator('.terminal .entry');

export async function terminalText(page: Page): Promise<string> {
  return (await page.locator('.terminal-log').innerText()).replaceAll('\u00a0', '');
}

/** The four figures under the picture. */
export async function figures(page: Page): Promise<string[]> {
  return page.locator('.facts dd').allTextContents();
}
