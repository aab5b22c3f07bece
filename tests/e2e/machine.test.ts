/** The machine beside the prose: terminal, time line, picture, files, and an engine that hangs. */
import { describe, expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { command, entries, figures, openAt, prompt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });
const PATH = '/en/removing/';
const EXERCISE = 'remove-without-forcing';

describe('terminal', () => {
  test('says what docker says, and keeps columns', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await command(page, 'docker images');
    expect(await terminalText(page)).toMatch(/REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\nalpine +3\.13 +[0-9a-f]{12} /);
  });

  test('arrows bring back what was run, Ctrl+L clears, Tab completes and then leaves', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await command(page, 'docker ps -a');
    await command(page, 'docker images');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await prompt(page).inputValue()).toBe('docker ps -a');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await prompt(page).inputValue()).toBe('');
    await page.keyboard.press('Control+L');
    await soon(() => entries(page).count()).toBe(0);
    await page.keyboard.type('docker rm ve');
    await page.keyboard.press('Tab');
    await soon(() => prompt(page).inputValue()).toBe('docker rm velho ');
    await page.keyboard.press('Control+C');
    expect(await prompt(page).inputValue()).toBe('');
    await page.keyboard.press('Tab');
    expect(await prompt(page).evaluate((field) => field === document.activeElement)).toBe(false);
  });

  test('several pasted lines are several commands, and an open one waits for its end', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await prompt(page).focus();
    await page.keyboard.insertText('docker ps -aq\ndocker images -q');
    await page.keyboard.press('Enter');
    await soon(() => entries(page).count()).toBe(2);
    await prompt(page).focus();
    await page.keyboard.insertText("echo 'one");
    await page.keyboard.press('Enter');
    await soon(() => prompt(page).inputValue()).toBe("echo 'one\n");
    await page.keyboard.type("two'");
    await page.keyboard.press('Enter');
    await soon(() => terminalText(page)).toContain('one\ntwo');
  });

  test('a digest pointed at lights the layer it is of; an image, where the prose names it', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await page.locator('.machine .item.flag').first().focus();
    await soon(() => page.locator('.prose code .hash.lit').count()).toBeGreaterThan(0);
    await command(page, 'docker rmi -f alpine:3.13');
    const slab = page.locator('.machine .item.layer').first();
    await slab.focus();
    const hash = await slab.getAttribute('data-hash');
    expect(await slab.getAttribute('class')).toContain('lit');
    expect(await page.locator(`.lit[data-hash="${hash}"]`).count()).toBeGreaterThan(0);
  });
});

test('time line: back, forward, any step, and undo', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await command(page, 'docker rm velho');
  await command(page, 'docker rmi alpine:3.13');
  expect(await figures(page)).toEqual(['0', '0', '0', '0\u00a0B']);
  const time = page.locator('.time');
  await time.locator('button').first().press('Enter');
  await soon(() => figures(page).then((list) => list[0])).toBe('1');
  expect(await page.locator('.entry.ahead').count()).toBe(1);
  await time.locator('input').press('Home');
  await soon(() => figures(page).then((list) => list.slice(0, 2))).toEqual(['1', '1']);
  await time.locator('input').press('End');
  await soon(() => figures(page).then((list) => list[0])).toBe('0');
  await time.locator('.undo').press('Enter');
  await soon(() => entries(page).count()).toBe(1);
  expect((await figures(page)).slice(0, 2)).toEqual(['1', '0']);
});

test('the log lists the steps and goes to them', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await command(page, 'docker rmi alpine:3.13');
  await command(page, 'docker rm velho');
  await page.locator('#machine-tab-layers').focus();
  await page.keyboard.press('End');
  const steps = page.locator('.steps button');
  await soon(() => steps.allInnerTexts()).toEqual([
    '0\nStart',
    '1\ndocker rmi alpine:3.13\nfailed, status 1',
    '2\ndocker rm velho\nsucceeded',
  ]);
  await steps.nth(1).press('Enter');
  await soon(() => figures(page).then((list) => list[1])).toBe('1');
});

test('files by keyboard: a folder is opened, a file is read', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await command(page, 'echo words > note.txt');
  await page.locator('#machine-tab-layers').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'note.txt', exact: true }).press('Enter');
  await soon(() => page.locator('.open-file pre').innerText()).toBe('words\n');
});

test('the table says what the picture shows', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await page.locator('.machine .twin-box summary').press('Enter');
  const rows = await page.locator('.machine .twin').first().locator('tbody tr').allInnerTexts();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/alpine:3\.13, velho/);
});

describe('an engine that does not answer', () => {
  /** The way to make a worker hang from outside: something that never ends, in its own thread. */
  async function hang(page: Parameters<typeof command>[0]): Promise<void> {
    const worker = page.workers().find((one) => one.url().includes('engine.worker'));
    if (worker === undefined) throw new Error('no engine is running');
    void worker.evaluate('for (;;);').catch(() => undefined);
    await page.waitForTimeout(200);
  }

  test('is replaced; only the line that hung is lost', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await command(page, 'docker rm velho');
    await hang(page);
    await prompt(page).focus();
    await page.keyboard.type('docker images');
    await page.keyboard.press('Enter');
    await soon(() => terminalText(page)).toContain('stopped answering');
    await command(page, 'docker ps -aq');
    await soon(() => page.locator('.time .words').innerText()).toBe('Step 2 of 2');
    expect((await figures(page)).slice(0, 2)).toEqual(['1', '0']);
  });

  test('can be stopped at once', async ({ page }) => {
    await openAt(page, PATH, EXERCISE);
    await command(page, 'docker rm velho');
    await hang(page);
    await prompt(page).focus();
    await page.keyboard.type('docker images');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await soon(() => terminalText(page)).toContain('Stopped. This line did not count');
    await command(page, 'docker images -q');
    expect((await figures(page)).slice(0, 2)).toEqual(['1', '0']);
  });
});

test('an example of the prose runs on a machine of its own', async ({ page }) => {
  await openAt(page, PATH, EXERCISE);
  await page.locator('[data-play]').first().press('Enter');
  await soon(() => entries(page).count()).toBe(1);
  await soon(() => terminalText(page)).toContain('must force');
  expect(await page.locator('#machine-place').inputValue()).toBe('removing.example-1');
});
