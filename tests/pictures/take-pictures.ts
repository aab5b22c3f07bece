/**
 * Takes pictures so that the same page gives the same pixels: the site's own fonts, hinted by nobody, no sub-pixel colours, nothing that moves,
 * no caret, no scroll bars. The pages of the lab are built from fixed machines, so there is no clock in them.
 */
import { type Browser, chromium } from 'playwright-core';
import { type Picture, picturesOf, type Shot } from './shots.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

export function launchForPictures(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: ARGS });
}

export interface Taken {
  readonly picture: Picture;
  /** PNG */
  readonly bytes: Buffer;
}

/** All of one part, in every width and theme, from one page. */
export async function takePictures(browser: Browser, siteUrl: string, shot: Shot): Promise<Taken[]> {
  const context = await browser.newContext({
    baseURL: siteUrl,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
    locale: 'en',
    timezoneId: 'UTC',
  });
  try {
    const page = await context.newPage();
    await page.goto(shot.path);
    // what a page loads when it wakes (src/styles/later.css) belongs to these states
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[data-later]')].every(({ rel, sheet }) => rel === 'stylesheet' && sheet),
    );
    const taken: Taken[] = [];
    for (const picture of picturesOf(shot)) {
      await page.setViewportSize({ width: picture.width, height: 900 });
      await page.emulateMedia({ colorScheme: picture.theme });
      await page.evaluate(async () => {
        await document.fonts.ready;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      });
      const bytes = await page.locator(picture.part).first().screenshot({ animations: 'disabled', caret: 'hide' });
      taken.push({ picture, bytes });
    }
    return taken;
  } finally {
    await context.close();
  }
}
