/** One exercise of each form on a phone, by touch alone. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { block, editorOf, orderOf } from './form-page.ts';
import { card, expectFeedback, PHONE, soon } from './lesson-page.ts';

const test = base.override({ contextOptions: PHONE });
const PATH = '/lab/forms/pt-br/';

async function check(page: Page, id: string): Promise<void> {
  await card(page, id).locator('[type=submit]').tap();
}

/** A finger that goes down, moves and is lifted, as the browser's own input. */
async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  await touch('touchStart', [from]);
  for (const part of [0.2, 0.5, 0.8, 1]) {
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
  }
  // at rest before it is lifted: a page that is still gliding takes the next tap as the one that stops it
  await page.waitForTimeout(150);
  await touch('touchMove', [to]);
  await touch('touchEnd', []);
  await session.detach();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

async function middle(page: Page, selector: string): Promise<Point> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`nothing at ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('dockerfile: files in tabs, plain fields', async ({ page }) => {
  const id = 'lab-dockerfile';
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(PATH);
  await card(page, id).getByRole('tab', { name: '.dockerignore' }).tap();
  const field = editorOf(page, id, '.dockerignore').locator(':scope > textarea');
  await field.tap();
  await page.keyboard.type('base.db');
  await check(page, id);
  await expectFeedback(page, id, 'passed', 'Certo');
  expect(requests.filter((url) => url.includes('monaco'))).toEqual([]);
});

test('order: by buttons, and a finger drags at the grip while the rest of a block scrolls', async ({ page }) => {
  const id = 'lab-order';
  await page.goto(PATH);
  const how = card(page, id).locator('.how');
  await soon(() => how.innerText()).toContain('alça');
  expect(await how.innerText()).not.toContain('Delete');
  for (const name of ['pull', 'start', 'create', 'remove']) {
    await block(page, id, name).locator('[data-action=put]').tap();
    await soon(async () => (await orderOf(page, id)).at(-1)).toBe(name);
  }
  await block(page, id, 'create').scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  const text = await middle(page, `[data-exercise=${id}] [data-block=create] code`);
  await swipe(page, text, { x: text.x, y: text.y - 120 });
  await soon(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
  expect(await orderOf(page, id)).toEqual(['pull', 'start', 'create', 'remove']);
  await block(page, id, 'pull').scrollIntoViewIfNeeded();
  const grip = await middle(page, `[data-exercise=${id}] [data-block=create] .grip`);
  const target = await middle(page, `[data-exercise=${id}] [data-block=start]`);
  await swipe(page, grip, { x: target.x, y: target.y - 12 });
  await soon(() => orderOf(page, id)).toEqual(['pull', 'create', 'start', 'remove']);
  await check(page, id);
  await expectFeedback(page, id, 'passed', 'Certo');
});

test('repair and challenge: commands in a plain field', async ({ page }) => {
  await page.goto(PATH);
  await editorOf(page, 'lab-repair', '')
    .locator(':scope > textarea')
    .fill('docker build -t loja:1.0 -t loja:producao .\ndocker run --rm loja:producao cat /app.txt');
  await check(page, 'lab-repair');
  await expectFeedback(page, 'lab-repair', 'passed', 'Certo');
  await editorOf(page, 'lab-challenge', '')
    .locator(':scope > textarea')
    .fill('docker pull alpine:3.13\ndocker pull python:alpine3.13');
  await check(page, 'lab-challenge');
  await expectFeedback(page, 'lab-challenge', 'passed', 'Certo');
  expect(await card(page, 'lab-challenge').locator('.stars').innerText()).toBe('3 de 3 estrelas');
});

test('find-layer and lines: fields and boxes', async ({ page }) => {
  await page.goto(PATH);
  const field = (name: string) => card(page, 'lab-find-layer').locator(`[data-field=${name}]`);
  await field('layer').fill('7');
  await field('size').fill('138');
  await field('seen').selectOption('no');
  await field('base').fill('COPY');
  await check(page, 'lab-find-layer');
  await expectFeedback(page, 'lab-find-layer', 'passed', 'Certo');
  await card(page, 'lab-lines').locator('input[value=shared]').tap();
  await check(page, 'lab-lines');
  await expectFeedback(page, 'lab-lines', 'not-yet', 'Ainda não');
  await card(page, 'lab-lines').locator('input[value=from]').tap();
  await check(page, 'lab-lines');
  await expectFeedback(page, 'lab-lines', 'passed', 'Certo');
});

test('chips: a command is put together by taps, the keyboard stays', async ({ page }) => {
  const id = 'lab-challenge';
  await page.goto(PATH);
  const field = editorOf(page, id, '').locator(':scope > textarea');
  await field.tap();
  await field.fill('');
  const chips = card(page, id).locator('.chips .chip');
  const tapChip = async (text: string): Promise<void> => {
    const chip = chips.getByText(text, { exact: true });
    await chip.waitFor({ timeout: 10_000 });
    const box = await chip.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await chip.tap();
  };
  await tapChip('docker');
  await tapChip('pull');
  await soon(() => field.inputValue()).toBe('docker pull ');
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.pressSequentially('alpine:3.13\ndocker ta');
  await tapChip('tag');
  await tapChip('alpine:3.13');
  await soon(() => field.inputValue()).toBe('docker pull alpine:3.13\ndocker tag alpine:3.13 ');
});

test('chips: what is pressed beside them stays under the finger, although they go with the focus', async ({ page }) => {
  const id = 'lab-challenge';
  await page.goto(PATH);
  const field = editorOf(page, id, '').locator(':scope > textarea');
  await field.tap();
  await field.fill('docker ');
  const chips = card(page, id).locator('.chips');
  await chips.waitFor({ timeout: 10_000 });
  await check(page, id);
  await card(page, id).locator('.attempts').waitFor({ timeout: 10_000 });
  await soon(() => chips.count()).toBe(0);
});
