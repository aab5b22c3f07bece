/** The folder for hosts that only hand out files: in any place, without headers, and from a disk. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { test as base } from '../open-browser.ts';
import { answer, card, command, expectFeedback, openAt, soon, terminalText, WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: { ...WIDE, serviceWorkers: 'allow' } });
const ALPINE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');
const EXERCISE = 'remove-without-forcing';
const PORT = 14_000 + (process.pid % 1000);
let folder = '';
let server: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camadas-'));
  await cp(resolve(import.meta.dirname, '../../dist/static'), join(folder, 'a/b'), { recursive: true });
  // as start.sh does it, one folder further up, so that the site is not the root of its host
  server = spawn(process.execPath, ['-e', await nodeServer(), String(PORT)], { cwd: folder });
  await vi.waitFor(() => fetch(`http://127.0.0.1:${PORT}/a/b/index.html`), { timeout: 20_000 });
});
afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The server inside start.sh. */
async function nodeServer(): Promise<string> {
  return /node -e '([^']+)'/.exec(await readFile(join(folder, 'a/b/start.sh'), 'utf8'))?.[1] ?? '';
}

test('in a folder of a host without headers: an exercise, a pull, the other language, and then offline, with grading', async ({
  page,
}) => {
  const root = `http://127.0.0.1:${PORT}/a/b/`;
  const failed: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400 && !pathname.includes('/v2/')) failed.push(pathname);
  });
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(root) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  await page.goto(root);
  await page.locator('.lesson-list a[hreflang=en]').click();
  await page.locator('.lesson-list a[href*=removing]').click();
  await openAt(page, page.url(), EXERCISE);
  await command(page, 'docker pull node:alpine3.13');
  expect(await terminalText(page)).toContain('Downloaded newer image for node:alpine3.13');
  const field = page.locator(`#code-${EXERCISE}`);
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.value = 'docker rm velho\ndocker rmi alpine:3.13';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await card(page, EXERCISE).locator('[type=submit]').click();
  await expectFeedback(page, EXERCISE, 'passed', 'Correct');
  await card(page, EXERCISE).locator('.solutions pre').first().waitFor();
  await page.locator('.languages a[hreflang=pt-BR]').click();
  expect(page.url()).toBe(`${root}pt-br/remover/index.html`);
  await page.locator(`.nav-list [data-progress="${EXERCISE}"][data-state=all]`).waitFor();
  await page.goto(`${root}pt-br/meus-dados/index.html`);
  await page.locator('[data-offline=complete]').waitFor({ timeout: 20_000 });
  await page.context().setOffline(true);
  await page.goto(`${root}en/sharing/`);
  expect(await page.locator('h1').count()).toBe(1);

  // handing in and grading, too: a file is saved, and played on the engine of whoever drops it
  await page.goto(`${root}en/hand-in/`);
  await page.locator('#hand-in-name').fill('Ana Lima');
  const save = page.getByRole('button', { name: 'Save the answers' });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const saved = await readFile(await download.path(), 'utf8');
  const forged = saved.replace('Ana Lima', 'Bia').replace('docker rm velho', 'echo done');
  const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.goto(`${root}en/grade/`);
  await page.locator('#grade-files').setInputFiles([file('ana.json', saved), file('bia.json', forged)]);
  const looks = () =>
    page.locator('.grade-cell').evaluateAll((all) => all.map((cell) => cell.className.replace('grade-cell ', '')));
  await soon(looks).toEqual(['passed', 'near-miss']);
  await page.locator('.grade-cell').first().press('Enter');
  await soon(() => page.locator('dialog.review .entry .command').allInnerTexts()).toEqual([
    '$ docker rm velho',
    '$ docker rmi alpine:3.13',
  ]);
  expect({ failed, outside }).toEqual({ failed: [], outside: [] });
});

const fromDisk = (path: string): string => `file://${folder}/a/b/${path}`;
/** What browsers say of the module scripts that they do not load there. */
const MODULES_REFUSED = /blocked by CORS policy|ERR_FAILED/;

/** A page of its own: that of all tests takes those complaints amiss. Others are in `troubles`. */
async function openPage(browser: Browser): Promise<{ page: Page; troubles: string[] }> {
  const page = await (await browser.newContext(WIDE)).newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (said) => {
    if (said.type() === 'error' && !MODULES_REFUSED.test(said.text())) troubles.push(said.text());
  });
  return { page, troubles };
}

test('from a disk: exercises, a pull, the search, the other language, and what was done is kept', async ({ browser }) => {
  const { page, troubles } = await openPage(browser);
  await page.goto(fromDisk('index.html'));
  await page.locator('.lesson-list a[hreflang=en]').click();
  await page.locator('.lesson-list a[href*=removing]').click();
  await card(page, EXERCISE).locator('[type=submit]').focus();
  await soon(() => page.locator('#machine-place').inputValue()).toBe(EXERCISE);
  await command(page, 'docker pull node:alpine3.13');
  expect(await terminalText(page)).toContain('Downloaded newer image for node:alpine3.13');
  await answer(page, EXERCISE, ['docker rm velho', 'docker rmi alpine:3.13']);
  await expectFeedback(page, EXERCISE, 'passed', 'Correct');
  await card(page, EXERCISE).locator('.solutions pre').first().waitFor();
  expect(await page.locator('[data-from-disk]').isVisible()).toBe(false);

  await page.locator('.languages a[hreflang=pt-BR]').click();
  expect(page.url()).toBe(fromDisk('pt-br/remover/index.html'));
  await page.locator(`.nav-list [data-progress="${EXERCISE}"][data-state=all]`).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('whiteout');
  await page.locator('dialog[open] a[href*="somente-leitura"]').first().click();
  await page.waitForURL(/somente-leitura\/index\.html#/);

  await page.goto(fromDisk('en/hand-in/index.html'));
  await page.locator('#hand-in-name').fill('Ana Lima');
  const save = page.getByRole('button', { name: 'Save the answers' });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  await page.goto(fromDisk('en/grade/index.html'));
  await page.locator('#grade-files').setInputFiles(await download.path());
  await page.locator('.grade-cell.passed').waitFor();
  await page.context().close();
  expect(troubles).toEqual([]);
});

test("from a disk: an image of the learner's own is opened, and a command runs on it", async ({ browser }) => {
  const { page, troubles } = await openPage(browser);
  await page.goto(fromDisk('en/open-image/index.html'));
  await page.locator('.open-image input[type=file]').setInputFiles(ALPINE);
  await page.getByText('alpine-3.13.tar was opened').waitFor();
  await command(page, 'docker run --rm alpine:3.13 cat /etc/alpine-release');
  expect(await terminalText(page)).toContain('3.13.0');
  await page.context().close();
  expect(troubles).toEqual([]);
});

test('a page alone on a disk can be read, and says what its exercises need', async ({ browser }) => {
  const alone = join(folder, 'alone');
  await cp(resolve(import.meta.dirname, '../../dist/static'), alone, { recursive: true });
  await rm(join(alone, 'disk'), { recursive: true });
  const page = await browser.newPage();
  await page.goto(`file://${alone}/index.html`);
  await page.locator('.lesson-list a[hreflang=pt-BR]').click();
  await page.locator('.lesson-list a[href*=remover]').click();
  expect(await page.locator('.prose > p').first().innerText()).not.toBe('');
  expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Next');
  await soon(() => page.locator('[data-from-disk]').innerText()).toContain('execute sh start.sh');
  expect(await page.evaluate(() => document.documentElement.classList.contains('js'))).toBe(false);
  await page.locator('.languages a[hreflang=en]').click();
  await soon(() => page.locator('[data-from-disk]').innerText()).toContain('run sh start.sh');
  await page.close();
});
