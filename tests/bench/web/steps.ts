/** What a visitor does on each page until something answers. Times are the page's own, in ms since the navigation began. */
import type { Page } from 'playwright-core';
import type { Observed } from './observe-page.ts';

export interface Answered {
  /** the editor, or the field, is there in its final form */
  readonly shown?: number;
  /** what was typed or pressed has an answer on the page */
  readonly answered?: number;
  /** longest task so far; of what comes with Monaco only the second longest, as its first may be long */
  readonly longestTask: number;
}

export type Steps = (page: Page, url: string) => Promise<Answered>;

const RETRY_MS = 400;
const TIMEOUT_MS = 90_000;

/** Holds when an element of `selector` is there and has what is asked for besides. Our policy lets nobody evaluate text in the page. */
interface Condition {
  readonly selector: string;
  /** its text has this */
  readonly has?: RegExp;
  /** its text is no longer this */
  readonly isNot?: string;
}

/** The page's clock when the condition first held, looked at with every frame; undefined where it did not in time. */
function look(page: Page, { selector, has, isNot }: Condition, timeout: number): Promise<number | undefined> {
  return page.evaluate(
    (wanted) =>
      new Promise<number | undefined>((resolve) => {
        const end = performance.now() + wanted.timeout;
        const pattern = wanted.has === undefined ? undefined : new RegExp(wanted.has);
        const check = (): void => {
          const element = document.querySelector(wanted.selector);
          const text = element?.textContent ?? '';
          const isThere = element !== null && element.getBoundingClientRect().height > 10;
          if (isThere && pattern?.test(text) !== false && text !== wanted.isNot) resolve(performance.now());
          else if (performance.now() > end) resolve(undefined);
          else requestAnimationFrame(check);
        };
        check();
      }),
    { selector, has: has?.source, isNot, timeout },
  );
}

async function until(page: Page, condition: Condition): Promise<number> {
  const at = await look(page, condition, TIMEOUT_MS);
  if (at === undefined) throw new Error(`${page.url()} has no ${condition.selector} as expected after ${TIMEOUT_MS} ms`);
  return at;
}

/** Does it again until the page takes it: scripts that come late lose what was done before. */
async function again(page: Page, act: () => Promise<void>, condition: Condition): Promise<number> {
  for (const begun = Date.now(); Date.now() - begun < TIMEOUT_MS; ) {
    await act();
    const at = await look(page, condition, RETRY_MS);
    if (at !== undefined) return at;
  }
  throw new Error(`no answer on ${page.url()} in ${TIMEOUT_MS} ms`);
}

async function longestTask(page: Page, allowed = 0): Promise<number> {
  const tasks = await page.evaluate(() =>
    (globalThis as unknown as { observed: Observed }).observed.longTasks.map(({ duration }) => duration),
  );
  return tasks.sort((a, b) => b - a)[allowed] ?? 0;
}

/** The plain field of our machine: types a command once, at once, and waits for its output. */
export const commandSteps: Steps = async (page, url) => {
  await page.goto(url, { waitUntil: 'commit' });
  const field = page.locator('[name=command]').first();
  const shown = await until(page, { selector: '[name=command]' });
  await field.click();
  await page.keyboard.type('docker images');
  await page.keyboard.press('Enter');
  const answered = await until(page, { selector: '.terminal-log .entry', has: /IMAGE/ });
  return { shown, answered, longestTask: await longestTask(page) };
};

const MONACO = '.monaco-host:not(.arriving) .view-lines';

/** The editor of the first exercise, touched at once; then until Monaco stands in its place. */
export const monacoSteps: Steps = async (page, url) => {
  await page.goto(url, { waitUntil: 'commit' });
  await until(page, { selector: '.editor textarea' });
  await page.locator('.editor textarea').first().click();
  const shown = await until(page, { selector: MONACO });
  return { shown, longestTask: await longestTask(page, 1) };
};

/**
 * With what an earlier visit left in the cache: from the touch until Monaco stands there, as `shown`. The touch is when the page's pointer goes
 * down: before, Playwright scrolls the page and looks at the field until it rests, a third of a second of the slowed page.
 */
export const warmMonacoSteps: Steps = async (page, url) => {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    addEventListener('pointerdown', ({ timeStamp }) => Object.assign(globalThis, { touchedAt: timeStamp }), {
      capture: true,
      once: true,
    });
  });
  await page.locator('.editor textarea').first().click();
  const stands = await until(page, { selector: MONACO });
  const shown = stands - (await page.evaluate(() => (globalThis as unknown as { touchedAt: number }).touchedAt));
  return { shown, longestTask: await longestTask(page, 1) };
};

const editorAndRun =
  (focus: string): Steps =>
  async (page, url) => {
    await page.goto(url, { waitUntil: 'commit' });
    const shown = await until(page, { selector: focus });
    const before = await page.locator(focus).first().textContent();
    const press = async (): Promise<void> => {
      await page.locator(focus).first().click({ force: true });
      await page.keyboard.press('q');
    };
    await again(page, press, { selector: focus, isNot: before ?? '' });
    const answered = await again(page, () => page.locator('#run').click(), { selector: '#out', has: /run/ });
    return { shown, answered, longestTask: await longestTask(page) };
  };

export const codeMirrorSteps = editorAndRun('#ed .cm-content');
export const monacoCoreSteps = editorAndRun('#ed .view-lines');

/** There is no button: what the code comes to changes with the typing. A digit after 29 changes the sum. */
export const docusaurusSteps: Steps = async (page, url) => {
  await page.goto(url, { waitUntil: 'commit' });
  const shown = await until(page, { selector: '[class*=playgroundEditor]' });
  const type = async (): Promise<void> => {
    await page.evaluate(() => {
      const code = document.querySelector<HTMLElement>(
        '[class*=playgroundEditor] [contenteditable], [class*=playgroundEditor][contenteditable]',
      );
      if (code === null) return;
      const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.nodeValue?.indexOf('29') ?? -1;
        if (at < 0) continue;
        code.focus();
        getSelection()?.collapse(node, at + 2);
      }
    });
    await page.keyboard.press('1');
  };
  const answered = await again(page, type, { selector: '#out', has: /total (?!44 )/ });
  return { shown, answered, longestTask: await longestTask(page) };
};
