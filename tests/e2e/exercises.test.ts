/** Each exercise of the lesson, wrong first and then right, by keyboard only and in both languages. */
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import {
  answer,
  card,
  command,
  expectFeedback,
  feedback,
  goalStates,
  LANGUAGES,
  openAt,
  soon,
  tabTo,
  WIDE,
} from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });

describe.each(LANGUAGES)('$lang', ({ path, words }) => {
  test('remove without forcing', async ({ page }) => {
    const id = 'remove-without-forcing';
    await page.goto(path);
    await answer(page, id, ['docker rmi alpine:3.13']);
    await expectFeedback(page, id, 'near-miss', words.near);
    expect(await feedback(page, id).innerText()).toMatch(/parado|stopped/);
    expect(await goalStates(page, id)).toEqual({
      'no-containers': 'unmet',
      'no-images': 'unmet',
      'disk-empty': 'unmet',
      'nothing-forced': 'met',
    });
    await answer(page, id, ['docker rm velho', 'docker rmi alpine:3.13']);
    await expectFeedback(page, id, 'passed', words.passed);
    expect(new Set(Object.values(await goalStates(page, id)))).toEqual(new Set(['met']));
  });

  test('force and carry on: a dead end offers the way back', async ({ page }) => {
    const id = 'force-and-carry-on';
    await page.goto(path);
    await answer(page, id, ['docker rm guarda', 'docker rmi -f alpine:3.13']);
    await soon(() => feedback(page, id).locator('button').count()).toBe(1);
    await tabTo(page, feedback(page, id).locator('button'));
    await page.keyboard.press('Enter');
    await soon(() => page.locator('.facts dd').first().textContent()).toBe('1');
    expect(await page.locator('.terminal .entry.ahead').count()).toBe(2);
    await page.goto(path);
    await answer(page, id, ['docker rmi -f alpine:3.13', 'docker start -a guarda']);
    await expectFeedback(page, id, 'passed', words.passed);
  });

  test('which removals pass: foretold against happened', async ({ page }) => {
    const id = 'which-removals-pass';
    const box = (value: string) => card(page, id).locator(`input[value="${value}"]`);
    await page.goto(path);
    for (const item of ['unused', 'stopped-forced', 'running-id-forced']) {
      await tabTo(page, box(item));
      await page.keyboard.press('Space');
    }
    await tabTo(page, card(page, id).locator('[type=submit]'));
    await page.keyboard.press('Enter');
    await expectFeedback(page, id, 'near-miss', words.near);
    await soon(() => card(page, id).locator('.foretold tbody.right').count()).toBe(4);
    const wrong = await card(page, id).locator('.foretold tbody.wrong').allInnerTexts();
    expect(wrong.length).toBe(2);
    expect(wrong[0]).toContain('cannot be forced');
    expect(wrong[1]).toContain('Untagged: alpine:3.13');
    for (const item of ['running-id-forced', 'running-name-forced']) {
      await box(item).focus();
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await expectFeedback(page, id, 'passed', words.passed);
    await soon(() => card(page, id).locator('.foretold tbody.right').count()).toBe(6);
  });
});

test('Ctrl+Enter hands in the answer that has the focus, whichever editor was opened last', async ({ page }) => {
  await page.goto('/en/removing/');
  for (const id of ['remove-without-forcing', 'force-and-carry-on', 'remove-without-forcing']) {
    await card(page, id).locator('.editor').scrollIntoViewIfNeeded();
    await card(page, id).locator('.editor').click();
    await card(page, id).locator('.monaco-host:not(.arriving)').waitFor();
  }
  await page.keyboard.press('Control+Enter');
  await soon(() => feedback(page, 'remove-without-forcing').count()).toBe(1);
  expect(await feedback(page, 'force-and-carry-on').count()).toBe(0);
});

test('hints come one after the other, stay, and are still there after a reload', async ({ page }) => {
  const id = 'remove-without-forcing';
  await page.goto('/pt-br/remover/');
  const hints = card(page, id).locator('.hint:visible');
  expect(await hints.count()).toBe(0);
  const next = card(page, id).locator('.card-bar button').nth(1);
  for (const shown of [1, 2]) {
    await next.press('Enter');
    await soon(() => hints.count()).toBe(shown);
  }
  expect(await next.textContent()).toBe('Dica 3 de 3');
  await page.reload();
  await soon(() => hints.count()).toBe(2);
  expect(await hints.first().locator('p').isVisible()).toBe(true);
  // the button is gone with the last one, the focus is not
  await next.press('Enter');
  await soon(() => hints.count()).toBe(3);
  await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Dica 3 de 3');
});

test('goals reached in the terminal count', async ({ page }) => {
  const id = 'remove-without-forcing';
  await openAt(page, '/en/removing/', id);
  await command(page, 'docker rm velho');
  await soon(() => goalStates(page, id)).toMatchObject({ 'no-containers': 'met', 'no-images': 'open' });
  await command(page, 'docker rmi alpine:3.13');
  await expectFeedback(page, id, 'passed', 'Correct');
});

test('the cursor stays where it is when the page wakes', async ({ page }) => {
  let isAwake = false;
  await page.route('**/_astro/awake*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    isAwake = true;
    await route.continue();
  });
  await page.goto('/lab/forms/en/');
  const field = page.locator('#code-lab-repair');
  await field.evaluate((element: HTMLTextAreaElement) => {
    element.focus();
    element.setSelectionRange(7, 12);
  });
  await page.locator('[data-exercise=lab-repair] .monaco-host:not(.arriving)').waitFor();
  expect(isAwake).toBe(true);
  await page.keyboard.type('pull');
  await soon(() => field.inputValue()).toMatch(/^docker pull -t loja/);
});

test('what a reader does before the page is awake is not lost, and a line that needs no files has run by then', async ({
  page,
}) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_astro/awake*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/en/removing/');
  const field = page.locator('[name=command]');
  const entries = page.locator('.terminal .entry');
  await field.focus();
  await page.keyboard.type('docker images');
  await page.keyboard.press('Enter');
  await soon(() => entries.allInnerTexts()).toEqual([expect.stringMatching(/^\$ docker images\nREPOSITORY .*\nalpine +3\.13/)]);
  await page.keyboard.type('docker rmi nothing');
  await page.keyboard.press('Enter');
  await soon(() => entries.count()).toBe(2);
  await soon(() => entries.nth(1).innerText()).toContain('ended with status 1');
  const before = await entries.evaluateAll((list) => list.map(({ outerHTML }) => outerHTML));
  // this one needs files: it waits, and so does what is typed after it
  await page.keyboard.type('docker run --rm alpine:3.13 echo done');
  await page.keyboard.press('Enter');
  expect(await page.locator('[data-island=machine][data-awake]').count()).toBe(0);
  const node = await entries.nth(0).elementHandle();
  release();
  await soon(() => entries.nth(2).innerText()).toContain('\ndone');
  // the same elements: nothing is read aloud again
  expect(await node?.evaluate((element) => element.isConnected)).toBe(true);
  expect(await entries.evaluateAll((list) => list.map(({ outerHTML }) => outerHTML))).toEqual([...before, expect.anything()]);
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await soon(() => field.inputValue()).toBe('docker rmi nothing');
  await page.reload();
  await soon(() => entries.allInnerTexts()).toEqual([
    expect.stringContaining('IMAGE'),
    expect.stringContaining('ended with status 1'),
    expect.stringContaining('done'),
  ]);
});

test('a machine that is chosen before the page is awake is the one that answers', async ({ page }) => {
  await page.route('**/_astro/awake*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto('/en/removing/');
  const choice = page.locator('#machine-place');
  await choice.focus();
  await choice.selectOption('remove-without-forcing');
  await page.locator('[name=command]').fill('docker rm velho');
  await page.keyboard.press('Enter');
  await soon(() => page.locator('.terminal .entry').allInnerTexts()).toEqual([
    expect.stringMatching(/^\$ docker rm velho\nvelho$/),
  ]);
  expect(await choice.inputValue()).toBe('remove-without-forcing');
});
