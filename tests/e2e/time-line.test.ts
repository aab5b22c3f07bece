/** The time line by keyboard: two steps compared, steps played again, stopped, and from a branch. */
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, figures, openAt, prompt, soon, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });

test('two steps compared, and the way up to one of them played again', async ({ page }) => {
  await openAt(page, '/en/removing/', 'remove-without-forcing');
  await command(page, 'docker rm velho');
  await command(page, 'docker run -d --name box alpine:3.13 sleep 600');
  await command(page, 'docker exec box sh -c "echo hello > /etc/motd"');
  await page.getByRole('tab', { name: 'Log' }).click();

  await page.getByRole('button', { name: 'Compare two steps' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'From step 2 to step 3' });
  await soon(() => dialog.locator('.step-change').allInnerTexts()).toEqual([expect.stringContaining('0\u00a0B became 6\u00a0B')]);
  await dialog.locator('[data-path="/etc/motd"]').click();
  await soon(() => dialog.locator('.open-file figcaption').allInnerTexts()).toEqual([
    expect.stringContaining('/etc/motd, before'),
    expect.stringContaining('/etc/motd, after'),
  ]);
  expect(await dialog.locator('.open-file pre').last().innerText()).toBe('hello\n');
  // by keyboard, as a list of options is chosen from
  const from = page.getByRole('combobox', { name: 'From step' });
  await from.focus();
  await page.keyboard.press('Home');
  const whole = page.getByRole('dialog', { name: 'From step 0 to step 3' });
  await whole.waitFor();
  await soon(() => whole.locator('.step-change .tree-name').allInnerTexts()).toEqual(['box', 'velho']);
  expect(await from.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await soon(() => page.getByRole('dialog').count()).toBe(0);

  const time = page.locator('.time');
  await page.locator('.steps button').nth(2).press('Enter');
  await soon(() => figures(page).then(([, containers]) => containers)).toBe('1');
  const replay = time.getByRole('button', { name: 'Replay to here' });
  // each is there for a moment only
  const shown = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = (): void => {
      const said = document.querySelector('.time [role=status]')?.textContent ?? '';
      seen.add(`${said} / ${document.querySelectorAll('.facts dd')[1]?.textContent}`);
    };
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
    return seen;
  });
  await replay.press('Enter');
  await soon(() => time.locator('.words').innerText()).toBe('Step 2 of 3');
  await soon(() => time.getByRole('status').innerText()).toBe('');
  const seen = await shown.evaluate((set) => [...set]);
  expect(seen).toContain('Replaying, step 0 of 2: Start / 1');
  expect(seen).toContain('Replaying, step 1 of 2: docker rm velho / 0');

  // stopped, and another way taken from there: what lay ahead becomes a branch, which is played from where it leaves
  await replay.press('Enter');
  await time.getByRole('button', { name: 'Stop' }).press('Enter');
  await soon(() => time.getByRole('status').innerText()).toBe('');
  // how far it came depends on the machine that runs the test
  await page.locator('.steps button').nth(1).press('Enter');
  await soon(() => time.locator('.words').innerText()).toBe('Step 1 of 3');
  await prompt(page).focus();
  await page.keyboard.type('docker images -q');
  await page.keyboard.press('Enter');
  await soon(() => time.locator('.words').innerText()).toBe('Step 2 of 2');
  await page.getByRole('button', { name: /^Replay step by step: after step 1/ }).press('Enter');
  await soon(() => time.getByRole('status').innerText()).toMatch(/^Replaying, step 1 of 3/);
  await soon(() => time.locator('.words').innerText()).toBe('Step 3 of 3');

  // back to the start, where there is nothing further back: the focus stays on the button
  const back = time.getByRole('button', { name: 'Previous step' });
  for (const at of [2, 1, 0]) {
    await back.press('Enter');
    await soon(() => time.locator('.words').innerText()).toBe(`Step ${at} of 3`);
  }
  expect(await back.getAttribute('aria-disabled')).toBe('true');
  expect(await back.evaluate((button) => button === document.activeElement)).toBe(true);
});
