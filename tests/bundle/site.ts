/** The finished site as the bundle tests look at it: its files, and what a page loads by itself. */
import { readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MANIFEST_NAME, type SiteManifest } from '../../src/server/site-manifest.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
export const MANIFEST: SiteManifest = JSON.parse(readFileSync(join(DIST, MANIFEST_NAME), 'utf8'));

export function readSiteFile(path: string): string {
  return readFileSync(join(DIST, MANIFEST.folder, path), 'utf8');
}

export function listSiteFiles(extension: string): string[] {
  return Object.keys(MANIFEST.files).filter((path) => path.endsWith(extension));
}

/** bytes that travel when a browser asks with gzip */
export function gzipSize(paths: Iterable<string>): number {
  return [...paths].reduce((sum, path) => sum + gzipSync(readSiteFile(path), { level: 9 }).length, 0);
}

/** Scripts that a page runs without anybody touching it: those it names and what they import at once. */
export function listInitialScripts(page: string): Set<string> {
  const html = readSiteFile(page);
  const named = [...html.matchAll(/<script\b[^>]*\ssrc="([^"]+)"/g)].map(([, src = '']) => src);
  return closeOverImports(named.filter((src) => src.startsWith('/')));
}

/** A script and everything it imports statically; `import(…)` is left for later. */
export function closeOverImports(start: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, target = ''] of readSiteFile(path).matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g)) {
      open.push(posix.join(posix.dirname(path), target));
    }
  }
  return found;
}

/** Scripts that a script may import later; those that it asks for together stand in one list, the one that is meant first. */
export function listLazyImports(path: string): string[][] {
  const code = readSiteFile(path);
  const at = (target: string): string => posix.join(posix.dirname(path), target);
  const together = [...code.matchAll(/Promise\.all\(\[((?:import\([`"'][^`"']+\.js[`"']\),?)+)\]\)/g)].map(
    ([, calls = '']) => calls,
  );
  const alone = together.reduce((rest, calls) => rest.replace(calls, ''), code);
  return [...together, ...[...alone.matchAll(/\bimport\([`"'][^`"']+\.js[`"']\)/g)].map(([call]) => call)].map((calls) =>
    [...calls.matchAll(/[`"']([^`"']+\.js)[`"']/g)].map(([, target = '']) => at(target)),
  );
}

/** Bytes of all styles that a page fetches by itself, those that stand in it and those that come after it. */
export function stylesSize(page: string): number {
  const html = readSiteFile(page);
  const inline = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text).join('');
  const sheets = [...html.matchAll(/<link\b[^>]*(?:rel="stylesheet"|as="style"|data-later)[^>]*>/g)];
  return gzipSync(inline, { level: 9 }).length + gzipSize(sheets.map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? ''));
}
