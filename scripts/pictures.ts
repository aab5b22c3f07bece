/**
 * `node scripts/pictures.ts`: takes the README's pictures (docs/pictures) from the running site, so that they show what a reader gets.
 * Run it after a change to the page's look, and look at what it made.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startServer } from '../src/server/main.ts';
import { getBrowser } from './browser.mjs';
import { buildIfChanged } from './build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'docs/pictures');
const WIDE = { width: 1440, height: 900 };
/** below the range from which the system takes ports for outgoing connections */
const PORT = 20_481;
/** until nothing moves any more */
const SETTLE_MS = 800;
const PHONE = { width: 360, height: 740 };
/** On the machine of the lesson's first exercise: two images on one layer, a container on it, and what Docker refuses because of that. */
const COMMANDS = [
  'docker rmi base:1',
  'docker pull -q node:alpine3.13',
  'docker run --name diario alpine:3.13 touch /nota.txt',
  'docker rmi alpine:3.13',
];

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly context: BrowserContextOptions;
  readonly commands: readonly string[];
  /** the part of the page, all of what is seen where left out */
  readonly part?: string;
}

const PICTURES: readonly Picture[] = [
  {
    file: 'lesson.png',
    path: '/en/removing/',
    context: { viewport: WIDE, colorScheme: 'light', locale: 'en' },
    commands: COMMANDS,
  },
  {
    file: 'lesson-dark.png',
    path: '/pt-br/remover/',
    context: { viewport: WIDE, colorScheme: 'dark', locale: 'pt-BR' },
    commands: COMMANDS,
  },
  {
    file: 'layers.png',
    path: '/en/removing/',
    context: { viewport: WIDE, colorScheme: 'light', locale: 'en', deviceScaleFactor: 2 },
    commands: COMMANDS,
    part: '.machine-panel',
  },
  {
    file: 'phone.png',
    path: '/pt-br/remover/',
    context: { viewport: PHONE, locale: 'pt-BR', hasTouch: true, isMobile: true },
    commands: [],
  },
];

async function take(browser: Browser, siteUrl: string, { file, path, context, commands, part }: Picture): Promise<void> {
  const opened = await browser.newContext({ baseURL: siteUrl, reducedMotion: 'reduce', ...context });
  const page = await opened.newPage();
  await page.goto(path);
  for (const command of commands) await type(page, command);
  const target = part === undefined ? page : page.locator(part).first();
  await target.screenshot({ path: join(OUT, file) });
  await opened.close();
}

async function type(page: Page, command: string): Promise<void> {
  const prompt = page.locator('[name=command]');
  await prompt.fill(command);
  await prompt.press('Enter');
  await page.locator('.terminal-prompt [type=submit]').waitFor();
  await page.locator('.terminal .entry', { hasText: command }).last().waitFor();
  await page.waitForTimeout(SETTLE_MS);
}

await buildIfChanged((text) => process.stdout.write(`${text}\n`));
await mkdir(OUT, { recursive: true });
const site = await startServer({ port: PORT, host: '127.0.0.1', dist: join(ROOT, 'dist') });
const browser = await chromium.launch({ executablePath: getBrowser(() => {}), args: ['--no-sandbox'] });
try {
  for (const picture of PICTURES) await take(browser, site.url, picture);
} finally {
  await browser.close();
  await site.close();
}
