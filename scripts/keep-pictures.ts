/**
 * `npm run pictures`: takes the pictures of the lab's pages anew and keeps those that differ from the kept ones (`tests/pictures/kept`).
 * `npm run pictures -- machine` takes only those of one name. Look at what it names before you commit it.
 */
import { join, resolve } from 'node:path';
import { startServer } from '../src/server/main.ts';
import { judgePicture } from '../tests/pictures/judge-picture.ts';
import { forgetPicture, keepBrowser, keepPicture, listKept } from '../tests/pictures/kept-pictures.ts';
import { byPage, picturesOf, SHOTS } from '../tests/pictures/shots.ts';
import { launchForPictures, takePictures } from '../tests/pictures/take-pictures.ts';
import { getBrowser } from './browser.mjs';
import { buildIfChanged } from './build.ts';

/** below the range from which the system takes ports for outgoing connections */
const PORT = 20_482;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const names = process.argv.slice(2);
const unknown = names.filter((name) => SHOTS.every((shot) => shot.name !== name));
if (unknown.length > 0)
  throw new Error(`no pictures ${unknown.join(', ')}; there are: ${SHOTS.map(({ name }) => name).join(', ')}`);

await buildIfChanged(say);
const site = await startServer({ port: PORT, host: '127.0.0.1', dist: join(resolve(import.meta.dirname, '..'), 'dist') });
const browser = await launchForPictures(getBrowser(say));
try {
  for (const { path, shots } of byPage(SHOTS.filter(({ name }) => names.length === 0 || names.includes(name)))) {
    for (const taken of await takePictures(browser, site.url, path, shots)) {
      const judged = await judgePicture(taken, browser.version());
      if (judged === undefined) continue;
      await keepPicture(taken.picture.id, taken.bytes);
      say(`kept anew: ${judged.problem}`);
    }
  }
  if (names.length === 0) {
    const known = new Set(SHOTS.flatMap((shot) => picturesOf(shot).map(({ id }) => id)));
    for (const { id } of await listKept()) if (!known.has(id)) await forgetPicture(id);
    await keepBrowser(browser.version());
  }
} finally {
  await browser.close();
  await site.close();
}
