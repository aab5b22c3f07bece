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
async function seriousViolations(page: Page, theme: Theme): Promise<string[]> {
  await page.evaluate(AXE);
  // the rows of Monaco's list of candidates leave their detail out of their name, and that is Monaco's own code
  // only contrast can differ in the other theme
  const rules = theme === 'light' ? '' : ', runOnly: ["color-contrast"]';
  const { violations } = (await page.evaluate(
    `axe.run({ exclude: ['.monaco-list-row'] }, { resultTypes: ["violations"]${rules} })`,
  )) as {
    violations: Violation[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)}\n  ${failureSummary}`));
}

type Theme = 'light' | 'dark';

/** Switches as the button does; nothing is loaded again. */
async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);
}

async function expectNothingSerious(page: Page): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    expect(await seriousViolations(page, theme)).toEqual([]);
  }
}

describe.each([
  { screen: 'wide', options: WIDE },
  { screen: 'phone', options: PHONE },
])('asleep, $screen', ({ options }) => {
  const test = base.override({ contextOptions: { ...options, reducedMotion: 'reduce' } });

  test.for([
    '/pt-br/',
    '/en/',
    '/pt-br/remover/',
    '/en/removing/',
    '/pt-br/glossario/',
    '/en/commands/',
    '/pt-br/das-anotacoes/',
    '/pt-br/meus-dados/',
    '/en/open-image/',
    '/pt-br/turma/',
    '/en/hand-in/',
    '/pt-br/corrigir/',
    '/en/404/',
    '/lab/',
    '/lab/forms/en/',
    '/lab/states/pt-br/',
  ])('%s', async (path, { page }) => {
    await page.goto(path);
    await expectNothingSerious(page);
  });
});

describe.each([
  { path: '/pt-br/', options: WIDE },
  { path: '/en/removing/', options: PHONE },
])('dialogs: $path', ({ path, options }) => {
  const test = base.override({ contextOptions: { ...options, reducedMotion: 'reduce' } });

  test.for([
    { key: '/', dialog: '[data-search]' },
    { key: '?', dialog: '[data-shortcuts]' },
  ])('opened by $key', async ({ key, dialog }, { page }) => {
    await page.goto(path);
    await page.keyboard.press(key);
    await page.locator(`${dialog}[open]`).waitFor();
    await expectNothingSerious(page);
  });
});

describe('awake', () => {
  const test = base.override({ contextOptions: { ...WIDE, reducedMotion: 'reduce' } });

  test.for(LANGUAGES)('a lesson at work: $lang', async ({ path, words }, { page }) => {
    await page.goto(path);
    await answer(page, 'remove-without-forcing', ['docker rmi alpine:3.13']);
    await expectFeedback(page, 'remove-without-forcing', 'near-miss', words.near);
    await expectNothingSerious(page);
    await command(page, 'docker rm velho');
    await page.locator('.time button').first().press('Enter');
    for (const tab of ['steps', 'files']) {
      await page.locator(`#machine-tab-${tab}`).click();
      await page.locator('.machine-panel :is(.steps, .crumbs)').waitFor();
      await expectNothingSerious(page);
    }
    await page.locator('[data-exercise="which-removals-pass"] [type=submit]').click();
    await page.locator('.foretold').waitFor();
    await expectNothingSerious(page);
  });
});

describe('awake on a phone', () => {
  const test = base.override({ contextOptions: { ...PHONE, reducedMotion: 'reduce' } });

  test('the sheet', async ({ page }) => {
    await page.goto('/pt-br/remover/');
    await page.locator('[data-open-machine]').tap();
    await page.locator('.machine.open').waitFor();
    await command(page, 'docker rmi -f alpine:3.13');
    await expectNothingSerious(page);
  });
});
