/** What a learner does is there again: after the tab was killed, in another tab, and said aloud where a browser keeps nothing. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { card, command, expectFeedback, openAt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const PATH = '/pt-br/remover/';
const EXERCISE = 'remove-without-forcing';
const code = (page: Page) => page.locator(`#code-${EXERCISE}`);

/** A page as somebody types into it who has no use for an editor. */
async function typeInto(page: Page, text: string): Promise<void> {
  await code(page).waitFor({ state: 'attached' });
  await code(page).evaluate((field: HTMLTextAreaElement, typed) => {
    field.value = typed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

async function handIn(page: Page): Promise<void> {
  await typeInto(page, 'docker rm velho\ndocker rmi alpine:3.13');
  await card(page, EXERCISE).locator('[type=submit]').click();
}

async function openTab(context: BrowserContext, path = PATH): Promise<Page> {
  const page = await context.newPage();
  await openAt(page, path, EXERCISE);
  return page;
}

test('a tab that is killed a second after the last key has lost nothing, in either language', async ({ page }) => {
  const context = page.context();
  const doomed = await openTab(context);
  await command(doomed, 'docker rm velho');
  await typeInto(doomed, 'docker rmi alpine:3.13');
  await doomed.waitForTimeout(900);
  const killed = new Promise((resolve) => doomed.on('crash', resolve));
  const devtools = await context.newCDPSession(doomed);
  // the renderer is gone before it can answer
  void devtools.send('Page.crash').catch(() => undefined);
  await killed;
  await page.goto('/en/removing/');
  await soon(() => code(page).inputValue()).toBe('docker rmi alpine:3.13');
  await card(page, EXERCISE).locator('[type=submit]').focus();
  await soon(() => terminalText(page)).toContain('velho');
});

test('what was passed is marked, and comes back after other tries; nothing jumps', async ({ page }) => {
  await page.goto(PATH);
  await handIn(page);
  await expectFeedback(page, EXERCISE, 'passed', 'Certo');
  await page.locator(`.nav-list [data-progress="${EXERCISE}"][data-state=all]`).waitFor();
  await card(page, EXERCISE).getByRole('button', { name: 'Recomeçar' }).click();
  await soon(() => code(page).inputValue()).toBe('');
  await card(page, EXERCISE)
    .getByRole('button', { name: /^Resposta certa/ })
    .click();
  await soon(() => code(page).inputValue()).toBe('docker rm velho\ndocker rmi alpine:3.13');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
  await page.goto('/en/');
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const watch = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        });
        watch.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );
  expect(shift).toBe(0);
  expect(await page.locator(`.lesson-list [data-progress~="${EXERCISE}"]`).getAttribute('data-state')).toBe('some');
});

test('two tabs: what is done in one is in the other', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  const other = await openTab(page.context(), '/en/removing/');
  await typeInto(page, 'docker ps');
  await soon(() => code(other).inputValue()).toBe('docker ps');
  await command(other, 'docker rm velho');
  await soon(() => terminalText(page)).toContain('docker rm velho');
  await typeInto(other, 'docker ps -a');
  await soon(() => code(page).inputValue()).toBe('docker ps -a');
});

describe('a browser that keeps nothing', () => {
  const FORBIDDEN = () => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  };
  const FULL = () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  };

  test.for([
    { name: 'forbidden, Portuguese', script: FORBIDDEN, path: PATH, words: 'não deixa o site guardar', word: 'Certo' },
    { name: 'full, English', script: FULL, path: '/en/removing/', words: 'storage is full', word: 'Correct' },
  ])('$name: the page says so and works on', async ({ script, path, words, word }, { page }) => {
    await page.addInitScript(script);
    await page.goto(path);
    expect(await page.locator('.notice:visible').count()).toBe(0);
    await handIn(page);
    await expectFeedback(page, EXERCISE, 'passed', word);
    await soon(() => page.locator('.notice:visible').innerText()).toContain(words);
    await page.locator('.notice:visible button').click();
    expect(await page.locator('.notice:visible').count()).toBe(0);
    await page.locator(`.nav-list [data-progress="${EXERCISE}"][data-state=all]`).waitFor();
  });
});

test('work from before there was a database is taken over', async ({ page }) => {
  const old = {
    version: 1,
    exerciseVersion: 1,
    code: 'docker ps',
    ticks: [],
    fields: {},
    attempts: 1,
    hintsShown: 0,
    isSolved: true,
  };
  await page.addInitScript(
    ([key = '', text = '']) => {
      if (sessionStorage.length === 0) localStorage.setItem(key, text);
      sessionStorage.setItem('was', 'here');
    },
    [`camadas.card.${EXERCISE}`, JSON.stringify(old)],
  );
  await page.goto(PATH);
  await page.locator(`.nav-list [data-progress="${EXERCISE}"][data-state=all]`).waitFor();
  await soon(() => code(page).inputValue()).toBe('docker ps');
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('card.')))).toEqual([]);
});
