/** Every island in its states looks as it did when somebody looked at it: the lab's pages, two widths, light and dark. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { HOW_TO, judgePicture } from './judge-picture.ts';
import { listKept } from './kept-pictures.ts';
import { picturesOf, SHOTS } from './shots.ts';
import { launchForPictures, takePictures } from './take-pictures.ts';

/** What all kept pictures may weigh in the repository, in bytes. */
const MAX_BYTES = 2_500_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchForPictures(inject('browserPath'));
});
afterAll(() => browser.close());

test.each(SHOTS)('$name', async (shot) => {
  const taken = await takePictures(browser, inject('siteUrl'), shot);
  const problems = await Promise.all(taken.map((one) => judgePicture(one, browser.version())));
  const found = problems.filter((problem) => problem !== undefined);
  expect(found, [...found, HOW_TO].join('\n')).toEqual([]);
});

test('every kept picture is taken, and all together are small', async () => {
  const kept = await listKept();
  expect(kept.map(({ id }) => id)).toEqual(SHOTS.flatMap((shot) => picturesOf(shot).map(({ id }) => id)).sort());
  expect(kept.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MAX_BYTES);
});
