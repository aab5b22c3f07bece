/**
 * Every page: axe finds nothing, best practices among it. Each is looked at once in Portuguese in the light theme and once in English in
 * the dark one; what depends on the screen or on what has been done there, in tests of its own. The cost is the processor's, so a page is
 * loaded once, by hands that share a context, and the rules run over it once.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect } from 'vitest';

import { LOCALES, localeCode } from '../../src/i18n/index.ts';
import { listSiteFiles } from '../bundle/site.ts';
import { answer, command, expectFeedback, LANGUAGES, PHONE, WIDE } from '../e2e/lesson-page.ts';
import { test as base } from '../open-browser.ts';
import { findUntold } from './text-twins.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pages that are open at once: while one loads, the rules run over another. */
const TABS = 2;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}
type Rules = 'all' | 'contrast' | 'of many machines';

/** A page of ours with one machine beside the other: each has the landmarks and headings that a reader's page has once. */
const MANY_MACHINES = /^\/lab\/machine\//;
const OPTIONS: Readonly<Record<Rules, string>> = {
  all: '',
  contrast: ', runOnly: ["color-contrast"]',
  'of many machines': ', rules: { "landmark-unique": { enabled: false }, "heading-order": { enabled: false } }',
};

/**
 * One line per element. The rows of Monaco's list of candidates leave their detail out of their name, and that is Monaco's own code.
 *
 * @param within where to look, as a selector; the whole page without it
 */
async function violations(page: Page, rules: Rules = 'all', within?: string): Promise<string[]> {
  await page.evaluate(AXE);
  const context = { exclude: ['.monaco-list-row'], ...(within === undefined ? {} : { include: [within] }) };
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(context)}, { resultTypes: ["violations"]${OPTIONS[rules]} }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${impact}): ${html.slice(0, 120)}\n  ${failureSummary}`),
  );
}

/** The theme follows the system on a page where nobody chose one: nothing is loaded again. */
async function expectNothing(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, 'all', within)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, 'contrast', within)).toEqual([]);
}

const PAGES = listSiteFiles('.html').map((path) => path.replace(/index\.html$/, ''));
const inLanguage = (code: string): string[] => PAGES.filter((path) => path.startsWith(`/${code}/`) || path.endsWith(`/${code}/`));

describe.each([
  { code: localeCode(LOCALES[0]), colorScheme: 'light', paths: PAGES.filter((path) => !inLanguage('en').includes(path)) },
  { code: 'en', colorScheme: 'dark', paths: inLanguage('en') },
] as const)('every page, $code, $colorScheme', ({ colorScheme, paths }) => {
  const test = base.override({ contextOptions: { ...WIDE, reducedMotion: 'reduce', colorScheme } });

  test('axe finds nothing, and what is drawn is said', { timeout: 120_000 }, async ({ page }) => {
    expect(paths.length).toBeGreaterThan(20);
    const left = [...paths];
    const found: Record<string, string[]> = {};
    const lookOn = async (tab: Page): Promise<void> => {
      for (let path = left.shift(); path !== undefined; path = left.shift()) {
        await tab.goto(path);
        const broken = await violations(tab, MANY_MACHINES.test(path) ? 'of many machines' : 'all');
        const here = [...broken, ...(await findUntold(tab))];
        if (here.length > 0) found[path] = here;
      }
    };
    const others = await openTabs(page.context(), TABS - 1);
    await Promise.all([page, ...others].map(lookOn));
    expect(found).toEqual({});
  });
});

function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, () => context.newPage()));
}

describe('on a phone', () => {
  const test = base.override({ contextOptions: { ...PHONE, reducedMotion: 'reduce' } });

  test('home, a lesson, a class and every form', async ({ page }) => {
    for (const path of ['/pt-br/', '/en/removing/', '/pt-br/turma/', '/lab/forms/en/']) {
      await page.goto(path);
      expect(await violations(page)).toEqual([]);
    }
  });

  test('the sheet, and what has run in it', async ({ page }) => {
    await page.goto('/pt-br/remover/');
    await page.locator('[data-open-machine]').tap();
    await page.locator('.machine.open').waitFor();
    await command(page, 'docker rmi -f alpine:3.13');
    await expectNothing(page);
  });
});

describe('dialogs', () => {
  const test = base.override({ contextOptions: { ...WIDE, reducedMotion: 'reduce' } });

  test('search and the list of keys', async ({ page }) => {
    await page.goto('/pt-br/');
    for (const [key, dialog] of [
      ['/', '[data-search]'],
      ['?', '[data-shortcuts]'],
    ] as const) {
      // a key that comes while the other dialog is closing opens nothing: a person presses again
      const press = async (): Promise<number> => {
        if ((await page.locator(`${dialog}[open]`).count()) === 0) await page.keyboard.press(key);
        return page.locator(`${dialog}[open]`).count();
      };
      await expect.poll(press, { timeout: 20_000, interval: 1000 }).toBe(1);
      await expectNothing(page);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
  });
});

describe('awake', () => {
  /** What its tabs change. */
  const MACHINE = '.machine';

  const test = base.override({ contextOptions: { ...WIDE, reducedMotion: 'reduce' } });

  test.for(LANGUAGES)('a lesson at work: $lang', async ({ path, words }, { page }) => {
    await page.goto(path);
    await answer(page, 'remove-without-forcing', ['docker rmi alpine:3.13']);
    await expectFeedback(page, 'remove-without-forcing', 'near-miss', words.near);
    await command(page, 'docker rm velho');
    await page.locator('.time button').first().press('Enter');
    await page.locator('[data-exercise="which-removals-pass"] [type=submit]').click();
    await page.locator('.foretold').waitFor();
    await expectNothing(page);
    for (const tab of ['steps', 'files']) {
      await page.locator(`#machine-tab-${tab}`).click();
      await page.locator('.machine-panel :is(.steps, .crumbs)').waitFor();
      await expectNothing(page, MACHINE);
    }
  });
});
