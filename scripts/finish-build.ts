/** After Astro: the search index, compressed forms beside each file, hashes of scripts that stand inside pages, and the manifest the server reads. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { getHomeView } from '../src/pages/[locale]/_lesson-context.ts';
import { type Encoding, MANIFEST_NAME, type SiteFile, type SiteManifest } from '../src/server/site-manifest.ts';
import { linkModules } from './link-modules.ts';
import { mapSideBySide } from './map-side-by-side.ts';
import { type BuiltFile, listOffline, SERVICE_WORKER, writeServiceWorker } from './offline.ts';
import { movePageData } from './page-data.ts';
import { writeSearchIndex } from './search-index.ts';
import { formatLicenses } from './shipped-licenses.ts';
import { writeSocialImages } from './social/social-images.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.avif', 'image/avif'],
  ['.css', 'text/css; charset=utf-8'],
  ['.gif', 'image/gif'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.jpg', 'image/jpeg'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.tar', 'application/x-tar'],
  ['.ttf', 'font/ttf'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.webmanifest', 'application/manifest+json'],
  ['.webp', 'image/webp'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.xml', 'application/xml'],
]);
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|xml|wasm|manifest)|image\/svg|font\/ttf)/;
const SMALLEST_COMPRESSED = 800;
const FORMS: readonly { encoding: Encoding; suffix: string; compress: (bytes: Buffer) => Promise<Buffer> }[] = [
  { encoding: 'br', suffix: '.br', compress: compressBrotli },
  { encoding: 'gzip', suffix: '.gz', compress: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
];

/** @returns what was written as the manifest */
export async function finishBuild(project: string, dist: string, sources: string, cache: string): Promise<SiteManifest> {
  const folder = existsSync(join(dist, 'client')) ? 'client' : '.';
  const root = join(dist, folder);
  await mkdir(cache, { recursive: true });
  await writeFile(join(root, 'licenses.txt'), await formatLicenses(project));
  await linkModules(root);
  await movePageData(root);
  await writeSearchIndex(root);
  const pages = (await readdir(root, { recursive: true })).filter((path) => /^(pt-br|en)\b(?!.*\b404\b).*\.html$/.test(path));
  await writeSocialImages(
    root,
    pages.map((page) => join(root, page)),
    await getHomeView(),
    cache,
  );
  // for pages that cannot reach the server's registry (src/ui/lab/site-registry.ts)
  for (const name of ['refs.json', 'blobs'])
    await cp(join(project, 'content/registry', name), join(root, 'registry', name), { recursive: true });
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let hasEditor = false;
  // compressing happens outside JavaScript's thread, on as many processors as there are
  const finished = await mapSideBySide(paths.sort(), availableParallelism(), async (path) => {
    const bytes = await readFile(path);
    hasEditor ||= path.endsWith('.js') && bytes.includes('monaco-editor');
    const file = await finishFile(path, bytes, cache);
    return { name: relative(root, path).split(sep).join('/'), file, travels: await smallestSize(path, file) };
  });
  const files: Record<string, SiteFile> = Object.fromEntries(finished.map(({ name, file }) => [`/${name}`, file]));
  const built = new Map<string, BuiltFile>(finished.map(({ name, file: { etag }, travels }) => [name, { etag, travels }]));
  await writeServiceWorker(project, root, listOffline(built));
  const worker = join(root, SERVICE_WORKER);
  files[`/${SERVICE_WORKER}`] = await finishFile(worker, await readFile(worker), cache);
  const manifest: SiteManifest = { sources, folder, hasEditor, files };
  await writeFile(join(dist, MANIFEST_NAME), JSON.stringify(manifest));
  return manifest;
}

async function finishFile(path: string, bytes: Buffer, cache: string): Promise<SiteFile> {
  const type = TYPES.get(extname(path)) ?? 'application/octet-stream';
  const hash = createHash('sha256').update(bytes).digest('hex');
  const encodings: Encoding[] = [];
  if (COMPRESSIBLE.test(type) && bytes.length >= SMALLEST_COMPRESSED) {
    for (const { encoding, suffix, compress } of FORMS) {
      const packed = await cached(join(cache, hash + suffix), () => compress(bytes));
      if (packed.length >= bytes.length) continue;
      await writeFile(path + suffix, packed);
      encodings.push(encoding);
    }
  }
  const scripts = type.startsWith('text/html') ? listInlineScripts(bytes.toString('utf8')).map(hashSource) : [];
  return { size: bytes.length, etag: hash.slice(0, 32), type, encodings, scripts: [...new Set(scripts)] };
}

async function smallestSize(path: string, { size, encodings }: SiteFile): Promise<number> {
  const suffix = FORMS.find(({ encoding }) => encodings.includes(encoding))?.suffix;
  return suffix === undefined ? size : (await stat(path + suffix)).size;
}

const making = new Map<string, Promise<Buffer>>();

/** Of two files with the same content the second waits for the first; what a build that was killed had begun is never read. */
function cached(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const begun = making.get(path) ?? findOrMake(path, make);
  making.set(path, begun);
  return begun;
}

async function findOrMake(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  if (existsSync(path)) return readFile(path);
  const made = await make();
  await writeFile(`${path}.part`, made);
  await rename(`${path}.part`, path);
  return made;
}

function compressBrotli(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** Texts of the scripts that a browser would run; data (`application/json`) is not. */
function listInlineScripts(html: string): string[] {
  const scripts = html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi);
  return [...scripts].filter(([, attributes = '']) => isInline(attributes)).map(([, , text = '']) => text);
}

function isInline(attributes: string): boolean {
  if (/\ssrc\s*=/i.test(attributes)) return false;
  const type = /\stype\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1]?.toLowerCase();
  return type === undefined || ['module', 'text/javascript', 'importmap', 'speculationrules'].includes(type);
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
