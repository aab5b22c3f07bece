/** The home page: one plays at once, and comes back to where one was. */
import { describe, expect } from 'vitest';
import { test } from '../open-browser.ts';
import { PHONE, soon, WIDE } from './lesson-page.ts';

const LINES = ['docker rmi alpine:3.13', 'docker rm diario', 'docker rmi alpine:3.13', 'docker rmi node:alpine3.13'];

describe.each([
  { path: '/pt-br/', own: 'Você foi por outro caminho', device: WIDE, drawn: '.for-wide' },
  { path: '/en/', own: 'You went another way', device: PHONE, drawn: '.for-narrow' },
])('$path', ({ path, own, device, drawn }) => {
  test.override({ contextOptions: device });

  test('the trial goes from a refused image to an empty disk, one button at a time', async ({ page }) => {
    await page.goto(path);
    const trial = page.locator('.trial');
    const slabs = trial.locator(`${drawn} .item.layer`);
    expect(await slabs.count()).toBe(4);
    for (const [index, line] of LINES.entries()) {
      await trial.locator('.trial-next button', { hasText: line }).click();
      await soon(() => trial.locator('.entry').count()).toBe(index + 1);
      if (index === 0) {
        await soon(() => trial.locator('.terminal-log').innerText()).toContain(
          'conflict: unable to remove repository reference "alpine:3.13"',
        );
      }
      if (index === 2) {
        await soon(() => trial.locator(`${drawn} .item.flag`).count()).toBe(1);
        expect(await slabs.count()).toBe(4);
      }
    }
    await soon(() => slabs.count()).toBe(0);
    await trial.locator('.trial-next button').click();
    await soon(() => slabs.count()).toBe(4);
    await trial.locator('[name=command]').fill('docker ps -a');
    await trial.locator('[name=command]').press('Enter');
    await soon(() => trial.locator('.trial-say').innerText()).toContain(own);
    await trial.locator('[name=command]').fill('edit nota');
    await trial.locator('[name=command]').press('Enter');
    await trial.locator('.file-edit .editor').waitFor();
  });

  test('the way in leads to the first lesson that is not done', async ({ page }) => {
    await page.goto(path);
    const start = page.locator('[data-continue]');
    const lessons = page.locator('.lesson-list a');
    const [first, second] = [lessons.nth(0), lessons.nth(1)];
    expect(await start.getAttribute('href')).toBe(await first.getAttribute('href'));
    const ids = (await first.getAttribute('data-progress'))?.split(' ') ?? [];
    // work from a visit before there was a database: whatever looks into it finds the same
    await page.evaluate((solved) => {
      const card = { version: 1, exerciseVersion: 1, code: '', ticks: [], fields: {}, attempts: 1, hintsShown: 0, isSolved: true };
      localStorage.removeItem('camadas.marks');
      indexedDB.deleteDatabase('camadas');
      for (const id of solved) localStorage.setItem(`camadas.card.${id}`, JSON.stringify(card));
    }, ids);
    await page.reload();
    await soon(() => start.evaluate((link: HTMLAnchorElement) => link.pathname)).toBe(await second.getAttribute('href'));
  });
});
