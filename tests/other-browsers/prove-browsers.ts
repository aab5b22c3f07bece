/**
 * `npm run prove:browsers`: the built site in Firefox and in WebKit, served and from a disk, and says what was seen. `npm test` is about Chromium alone. Debian, as root
 * for what is to be installed: firefox-esr, webkit2gtk-driver and xvfb.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfChanged } from '../../scripts/build.ts';
import { startServer } from '../../src/server/main.ts';
import type { OtherBrowser } from './browser.ts';
import { startFirefox } from './firefox.ts';
import { canOpenImages, type Place, walk } from './walk.ts';
import { startWebkit } from './webkit.ts';

const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];
const DIST = resolve(import.meta.dirname, '../../dist');
const PORT = 25_810;
const DRIVER_PORT = 25_811;
const BROWSERS: readonly ((port: number) => Promise<OtherBrowser>)[] = [startFirefox, startWebkit];

const say = (text: string) => process.stdout.write(`${text}\n`);

function install(): void {
  const missing = PACKAGES.filter((name) => spawnSync('dpkg', ['--status', name], { stdio: 'ignore' }).status !== 0);
  if (missing.length === 0) return;
  say(`Installing ${missing.join(', ')}…`);
  const { status } = spawnSync('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`apt-get could not install ${missing.join(', ')}`);
}

install();
await buildIfChanged(say);
const server = await startServer({ port: PORT, host: '127.0.0.1', dist: DIST });
const disk = pathToFileURL(resolve(DIST, 'static')).href;
const places: readonly Place[] = [
  { name: 'served', address: (path: string) => `${server.url}${path}` },
  { name: 'from a disk', address: (path: string) => `${disk}/${path}index.html` },
];
try {
  for (const start of BROWSERS) {
    for (const place of places) {
      const browser = await start(DRIVER_PORT);
      try {
        await walk(browser, place);
        const image = canOpenImages(browser, place) ? ", an image of one's own" : '';
        say(`${browser.name}, ${place.name}: commands, an answer in the editor, what is kept${image}`);
      } catch (error) {
        process.exitCode = 1;
        say(`${browser.name}, ${place.name}: ${error instanceof Error ? error.message : error}`);
      } finally {
        await browser.close();
      }
    }
  }
} finally {
  await server.close();
}
