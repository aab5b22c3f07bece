/** Archives of images in the engine's worker: opened, watched, cancelled, and on a page without WebCrypto. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { contentOf, readContent } from '../../src/engine/index.ts';
import { tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { type ImageLayer, writeImageArchive } from '../engine/image-archive.ts';
import { test } from '../open-browser.ts';
import { soon } from './lesson-page.ts';

const PATH = '/lab/archive/';
const ALPINE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');

/** The smallest module there is. */
const COMPILE = 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module';

const noise = (): Uint8Array => Uint8Array.from({ length: 40_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 13);

let folder = '';
const file = (name: string): string => join(folder, name);

/** One layer that is too large for WebCrypto at once, and one that is not; plain and packed. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'camadas-archives-'));
  const tars = [
    writeTar([tarEntry({ name: 'large.bin', content: contentOf(noise()) })]),
    writeTar([tarEntry({ name: 'note.txt', content: contentOf('olá\n') })]),
  ];
  const layers: ImageLayer[] = [];
  for (const tar of tars) layers.push({ tar, packed: contentOf(new Uint8Array(gzipSync(await readContent(tar), { level: 1 }))) });
  writeFileSync(
    file('plain.tar'),
    await readContent(
      await writeImageArchive(
        'plain:1',
        tars.map((tar) => ({ tar })),
      ),
    ),
  );
  writeFileSync(file('packed.tar'), await readContent(await writeImageArchive('packed:1', layers)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of the site's own, in the page. */
async function countUnpacked(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const folder = (await root.getDirectoryHandle('unpacked')) as unknown as { keys(): AsyncIterable<string> };
  let count = 0;
  for await (const _ of folder.keys()) count += 1;
  return count;
}

async function openLab(page: Page, base = ''): Promise<void> {
  await page.goto(`${base}${PATH}`);
  await page.locator('[data-state=ready]').waitFor();
}

/** Waits until it is done. */
async function load(page: Page, path: string): Promise<void> {
  await page.setInputFiles('[name=archive]', path);
  await page.locator('[data-status]').waitFor();
  await page.locator('[data-state=ready]').waitFor();
}

async function run(page: Page, line: string): Promise<string> {
  await page.fill('[name=command]', line);
  await page.keyboard.press('Enter');
  await page.locator('[data-state=ready]').waitFor();
  return output(page);
}

const output = (page: Page): Promise<string> => page.locator('output').innerText();
const status = (page: Page): Promise<string | null> => page.locator('#archive-lab').getAttribute('data-status');

describe('an archive that was chosen', () => {
  test('is on the machine, with its bar at the end; its files are read where they lie', async ({ page }) => {
    await openLab(page);
    await load(page, ALPINE);
    expect([await status(page), await output(page)]).toEqual(['0', expect.stringContaining('Loaded image: alpine:3.13')]);
    expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value === bar.max)).toBe(true);
    expect(await run(page, 'docker run --rm alpine:3.13 cat /etc/alpine-release')).toBe('3.13.0');
  });

  test.for(['plain', 'packed'])(
    '%s: a layer that no memory should hold goes through a thread of its own',
    async (name, { page }) => {
      await openLab(page);
      await load(page, file(`${name}.tar`));
      expect([await status(page), await output(page)]).toEqual(['0', expect.stringContaining(`Loaded image: ${name}:1`)]);
      const threads = (script: string) => page.workers().filter((worker) => worker.url().includes(`/${script}.worker-`));
      const scanners = threads('scan');
      // for a large archive as many as there will be layers at once are started before its index is read; packed it is not large
      const atOnce = Math.min(2, await page.evaluate(() => navigator.hardwareConcurrency));
      expect(scanners).toHaveLength(name === 'packed' ? 1 : atOnce);
      expect(await scanners[0]?.evaluate(COMPILE)).toBe(true);
      // how long an unpacked layer will be is not known before, so the small one does not go to WebCrypto
      expect(threads('hash')).toHaveLength(name === 'packed' ? 1 : 0);
      await run(page, `docker create --name box ${name}:1`);
      expect(await run(page, 'docker cp box:/note.txt - | tar -xO; docker cp -q box:/large.bin . && sha256sum large.bin')).toBe(
        `olá\n${createHash('sha256').update(noise()).digest('hex')}  large.bin`,
      );
    },
  );

  test('what is unpacked and too large for memory lies in a file, which goes when the page is gone', async ({ page }) => {
    await openLab(page);
    await load(page, file('packed.tar'));
    expect(await page.evaluate(countUnpacked)).toBe(1);
    await openLab(page);
    await soon(() => page.evaluate(countUnpacked)).toBe(0);
  });

  test('can be given up: the machine is as before, and the same engine goes on', async ({ page }) => {
    await openLab(page);
    await page.evaluate(() => {
      const place = document.getElementById('archive-lab');
      const button = document.querySelector<HTMLButtonElement>('[name=cancel]');
      place?.addEventListener('archive-progress', () => button?.click(), { once: true });
    });
    await load(page, file('plain.tar'));
    expect([await status(page), await output(page)]).toEqual(['130', '^C']);
    expect(await run(page, 'docker images -q; ls')).toBe('plain.tar');
    await load(page, ALPINE);
    await soon(() => output(page)).toContain('Loaded image: alpine:3.13');
  });

  test('that is damaged is refused in docker’s words', async ({ page }) => {
    writeFileSync(file('cut.tar'), gzipSync(createHash('sha256').update('x').digest()).subarray(0, -4));
    await openLab(page);
    await load(page, file('cut.tar'));
    expect([await status(page), await output(page)]).toEqual(['1', expect.stringContaining('Error processing tar file')]);
  });
});

test('no page and not the engine may compile WebAssembly', async ({ page }) => {
  await openLab(page);
  await expect(page.evaluate(COMPILE)).rejects.toThrow(/wasm|WebAssembly/i);
  const [engine] = page.workers();
  await expect(engine?.evaluate(COMPILE)).rejects.toThrow(/wasm|WebAssembly/i);
});

test('a page on plain http, where there is no WebCrypto, opens the same archives', async () => {
  const { port } = new URL(inject('siteUrl'));
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--host-resolver-rules=MAP sala.test 127.0.0.1'];
  const browser = await chromium.launch({ executablePath: inject('browserPath'), headless: true, args });
  try {
    const page = await browser.newPage();
    await openLab(page, `http://sala.test:${port}`);
    expect(await page.evaluate(() => [isSecureContext, globalThis.crypto.subtle === undefined])).toEqual([false, true]);
    await load(page, file('packed.tar'));
    expect([await status(page), await output(page)]).toEqual(['0', expect.stringContaining('Loaded image: packed:1')]);
    await load(page, ALPINE);
    await soon(() => output(page)).toContain('Loaded image: alpine:3.13');
  } finally {
    await browser.close();
  }
});
