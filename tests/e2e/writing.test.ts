/** Help while writing: completion in the terminal by keyboard, and chips for fingers. */
import { expect } from 'vitest';
import { test } from '../open-browser.ts';
import { command, entries, focusedName, LANGUAGES, openAt, prompt, soon, terminalText } from './lesson-page.ts';

const [PORTUGUESE] = LANGUAGES;
const ID = 'remove-without-forcing';

test('Tab completes and the second lists; Escape and Tab, or Tab on an empty line, leave the field', async ({ page }) => {
  await openAt(page, PORTUGUESE?.path ?? '', ID);
  await prompt(page).focus();
  await page.keyboard.type('docker ima');
  await page.keyboard.press('Tab');
  await soon(() => prompt(page).inputValue()).toBe('docker image');
  const listed = page.locator('.candidates');
  expect(await listed.innerText()).toBe('');
  await page.keyboard.press('Tab');
  await soon(() => listed.innerText()).toBe('image  images');
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await soon(() => terminalText(page)).toContain('REPOSITORY');
  await page.keyboard.type('docker ren');
  await page.keyboard.press('Tab');
  await soon(() => prompt(page).inputValue()).toBe('docker rename ');
  expect(await prompt(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Executar');
  await prompt(page).fill('');
  await prompt(page).focus();
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Executar');
});

test('several pasted lines run one after the other, and the history has them', async ({ page }) => {
  await openAt(page, PORTUGUESE?.path ?? '', ID);
  await prompt(page).focus();
  const before = await entries(page).count();
  await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    field.value = 'echo um\necho dois';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.keyboard.press('Enter');
  await soon(() => entries(page).count()).toBe(before + 2);
  await soon(() => terminalText(page)).toContain('dois');
  await page.keyboard.press('ArrowUp');
  expect(await prompt(page).inputValue()).toBe('echo dois');
  await page.keyboard.press('Control+C');
  expect(await prompt(page).inputValue()).toBe('');
  await page.keyboard.press('Control+L');
  await soon(() => entries(page).count()).toBe(0);
  await command(page, 'pwd');
});
