/**
 * Takes pictures so that the same page gives the same pixels: the site's own fonts, hinted by nobody, no sub-pixel colours, nothing that moves,
 * no caret, no scroll bars. The pages of the lab are built from fixed machines, so there is no clock in them.
 */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type Picture, picturesOf, type Shot, THEMES, WIDTHS } from './shots.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

export function launchForPictures(executablePath: string): Promise<Browser> {
  const env = { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') };
  return chromium.launch({ executablePath, headless: true, args: ARGS, env });
}

export interface Taken {
  readonly picture: Picture;
  /** PNG */
  readonly bytes: Buffer;
}

/** Parts of one page, each in every width and theme. */
export async function takePictures(browser: Browser, siteUrl: string, path: string, shots: readonly Shot[]): Promise<Taken[]> {
  const context = await browser.newContext({
    baseURL: siteUrl,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
    locale: 'en',
    timezoneId: 'UTC',
  });
  try {
    const page = await context.newPage();
    await page.goto(path);
    // what a page loads when it wakes (src/styles/later.css) belongs to these states
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[data-later]')].every(({ rel, sheet }) => rel === 'stylesheet' && sheet),
    );
    // it would stay in front of a part that is higher than the window
    await page.evaluate(() => document.querySelector<HTMLElement>('.site-header')?.style.setProperty('position', 'static'));
    const taken: Taken[] = [];
    const pictures = shots.flatMap(picturesOf);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        await page.evaluate(async () => {
          await document.fonts.ready;
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        });
        for (const picture of pictures.filter((one) => one.width === width && one.theme === theme)) {
          const bytes = await page.locator(picture.part).first().screenshot({ animations: 'disabled', caret: 'hide' });
          taken.push({ picture, bytes });
        }
      }
    }
    return taken;
  } finally {
    await context.close();
  }
}
