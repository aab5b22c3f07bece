/** A command put together with a finger: chips, and a line that stays in sight whichever way the phone is held. */
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { PHONE, prompt, soon } from './lesson-page.ts';

const test = base.override({ contextOptions: PHONE });

test('chips lead to a command, the line that is being typed stays in sight, on a phone on its side too', async ({ page }) => {
  await page.goto('/pt-br/remover/');
  await page.getByRole('button', { name: 'Ver a máquina' }).tap();
  const field = prompt(page);
  await field.tap();
  const chips = page.locator('.terminal-prompt .chip');
  for (const [name, after] of [
    ['docker', 'docker '],
    ['run', 'docker run '],
    ['-it', 'docker run -it '],
    ['--rm', 'docker run -it --rm '],
  ] as const) {
    await chips.filter({ hasText: name }).first().tap();
    await soon(() => field.inputValue()).toBe(after);
  }
  await soon(() => chips.allInnerTexts()).toEqual(expect.arrayContaining(['--name', '-e, --env', 'alpine:3.13']));
  const sizes = await page.locator('.terminal-prompt button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  for (const { width, height } of sizes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  const isInSight = () =>
    field.evaluate((element) => {
      const { left, top, bottom } = element.getBoundingClientRect();
      return top > 0 && bottom <= innerHeight && element.contains(document.elementFromPoint(left + 5, (top + bottom) / 2));
    });
  await soon(isInSight).toBe(true);
  await page.setViewportSize({ width: 740, height: 360 });
  await soon(isInSight).toBe(true);
  expect(await field.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(16);
});
