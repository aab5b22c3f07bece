/** Every page, in both languages, light and dark, wide and on a phone, with its islands asleep and awake: axe has nothing serious to say. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { answer, command, expectFeedback, LANGUAGES, PHONE, WIDE } from '../e2e/lesson-page.ts';
import { test as base } from '../open-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Of impact serious or critical, one line per element. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)}\n  ${failureSummary}`));
}

const PAGES = ['/pt-br/', '/en/', '/pt-br/remover/', '/en/removing/', '/pt-br/404/', '/en/404/', '/lab/'];
const SCREENS = [
  { screen: 'wide', options: WIDE },
  { screen: 'phone', options: PHONE },
] as const;

for (const { screen, options } of SCREENS) {
  for (const colorScheme of ['light', 'dark'] as const) {
    describe(`${screen}, ${colorScheme}`, () => {
      const test = base.override({ contextOptions: { ...options, colorScheme, reducedMotion: 'reduce' } });

      test.for(PAGES)('%s', async (path, { page }) => {
        await page.goto(path);
        expect(await seriousViolations(page)).toEqual([]);
      });
    });
  }
}

describe.each(['light', 'dark'] as const)('awake, %s', (colorScheme) => {
  const test = base.override({ contextOptions: { ...WIDE, colorScheme, reducedMotion: 'reduce' } });

  test.for(LANGUAGES)('a lesson at work: $lang', async ({ path, words }, { page }) => {
    await page.goto(path);
    await answer(page, 'remove-without-forcing', ['docker rmi alpine:3.13']);
    await expectFeedback(page, 'remove-without-forcing', 'near-miss', words.near);
    expect(await seriousViolations(page)).toEqual([]);
    await command(page, 'docker rm velho');
    await page.locator('.time button').first().press('Enter');
    for (const tab of ['steps', 'files']) {
      await page.locator(`#machine-tab-${tab}`).click();
      await page.waitForTimeout(300);
      expect(await seriousViolations(page)).toEqual([]);
    }
    await page.locator('[data-exercise="which-removals-pass"] [type=submit]').click();
    await page.locator('.foretold').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
});
