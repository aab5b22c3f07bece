/** The pictures that were looked at and found right: `kept/ID.png` with a palette of 256 colours, and which browser took them. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

const KEPT = resolve(import.meta.dirname, 'kept');
const BROWSER = join(KEPT, 'browser.json');
/** Where what differs is put down, to be looked at. */
export const OUT = resolve(import.meta.dirname, '../../.cache/pictures');

/** In `OUT`: a word for whoever runs the tests, where another browser took the kept ones. */
export const WORD = 'word.txt';

const fileOf = (id: string): string => join(KEPT, `${id}.png`);

/** Undefined for one that is new. */
export function readKept(id: string): Promise<Buffer | undefined> {
  return readFile(fileOf(id)).catch(() => undefined);
}

export async function keepPicture(id: string, bytes: Buffer): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  await writeFile(
    fileOf(id),
    await sharp(bytes).png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer(),
  );
}

export async function listKept(): Promise<{ readonly id: string; readonly size: number }[]> {
  const files = (await readdir(KEPT)).filter((name) => name.endsWith('.png')).sort();
  return Promise.all(files.map(async (name) => ({ id: name.slice(0, -4), size: (await stat(join(KEPT, name))).size })));
}

export async function forgetPicture(id: string): Promise<void> {
  await rm(fileOf(id), { force: true });
}

/** Version of the browser that took them; undefined while there are none. */
export async function readBrowser(): Promise<string | undefined> {
  const text = await readFile(BROWSER, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { readonly chromium: string }).chromium;
}

export async function keepBrowser(chromium: string): Promise<void> {
  await writeFile(BROWSER, `${JSON.stringify({ chromium }, undefined, 2)}\n`);
}

/** @returns where it lies */
export async function putDown(name: string, bytes: Buffer): Promise<string> {
  await mkdir(OUT, { recursive: true });
  const path = join(OUT, name);
  await writeFile(path, bytes);
  return path;
}
