/** The licence texts of what runs in the browser, for `/licenses.txt` of the finished site. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Packages with code or fonts in client files; NOTICE names the same. A test holds the list against package.json. */
export const SHIPPED_PACKAGES = [
  '@fontsource-variable/atkinson-hyperlegible-mono',
  '@fontsource-variable/atkinson-hyperlegible-next',
  '@noble/hashes',
  '@preact/signals',
  '@preact/signals-core',
  '@shikijs/core',
  '@shikijs/vscode-textmate',
  'astro',
  'fflate',
  'fzstd',
  'idb',
  'monaco-editor',
  'pagefind',
  'preact',
  'shiki',
  'unbash',
  'uqr',
];

/** Dependencies that only build or serve: nothing of theirs reaches a browser. */
export const BUILD_PACKAGES = [
  '@astrojs/markdown-satteri',
  '@astrojs/mdx',
  '@astrojs/node',
  '@astrojs/preact',
  'kysely',
  'pg',
  'prom-client',
  'rate-limiter-flexible',
  'tinypool',
  'yaml',
  'zod',
];

/** @throws Error where a package has no licence file */
export async function formatLicenses(root: string): Promise<string> {
  const own = [await readFile(join(root, 'NOTICE'), 'utf8'), await readFile(join(root, 'LICENSE'), 'utf8')];
  const others = await Promise.all(SHIPPED_PACKAGES.map((name) => readLicense(root, name)));
  return [...own, ...others]
    .map((text) => text.trim())
    .join(`\n\n${'-'.repeat(78)}\n\n`)
    .concat('\n');
}

async function readLicense(root: string, name: string): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const texts = await readTexts(folder, /^(licen[cs]e|third.?party.?notices)/i);
  if (texts.length === 0) throw new Error(`${name} has no licence file`);
  return [name, ...texts].map((text) => text.trim()).join('\n\n');
}

/** Some packages keep their licences in a folder of that name. */
async function readTexts(folder: string, names: RegExp): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => names.test(name));
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const texts = sorted.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? readTexts(path, /./) : readFile(path, 'utf8').then((text) => [text]);
  });
  return (await Promise.all(texts)).flat();
}
