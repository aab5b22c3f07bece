/** Every island in its states looks as it did when somebody looked at it: the lab's pages, two widths, light and dark. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { HOW_TO, judgePicture, otherBrowserWords } from './judge-picture.ts';
import { listKept, putDown, readBrowser, WORD } from './kept-pictures.ts';
import { byPage, picturesOf, SHOTS } from './shots.ts';
import { launchForPictures, takePictures } from './take-pictures.ts';

/** What all kept pictures may weigh in the repository, in bytes. */
const MAX_BYTES = 2_500_000;

let browser: Browser;
let unjudged = 0;
beforeAll(async () => {
  browser = await launchForPictures(inject('browserPath'));
});
afterAll(async () => {
  const words = otherBrowserWords(browser.version(), (await readBrowser()) ?? '', unjudged);
  if (unjudged > 0) await putDown(WORD, Buffer.from(`${words}\n`));
  await browser.close();
});

test.each(byPage(SHOTS))('$path', async ({ path, shots }) => {
  const taken = await takePictures(browser, inject('siteUrl'), path, shots);
  const judged = await Promise.all(taken.map((one) => judgePicture(one, browser.version())));
  const found = judged.filter((one) => one !== undefined);
  const problems = found.filter(({ isOtherBrowser }) => !isOtherBrowser).map(({ problem }) => problem);
  unjudged += found.length - problems.length;
  expect(problems, [...problems, HOW_TO].join('\n')).toEqual([]);
});

test('every kept picture is taken, and all together are small', async () => {
  const kept = await listKept();
  expect(kept.map(({ id }) => id)).toEqual(SHOTS.flatMap((shot) => picturesOf(shot).map(({ id }) => id)).sort());
  expect(kept.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MAX_BYTES);
});
