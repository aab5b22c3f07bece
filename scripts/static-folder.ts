/**
 * `dist/static`: the finished site for a host that only hands out files, in any folder of it, and without headers of its own. Every address in
 * it is seen from the file it stands in. Opened from a disk (`file://`) browsers load no modules, workers or data,
 * so those lie there once more as plain scripts (`disk-scripts.ts`).
 */
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join, posix } from 'node:path';
import type { SiteManifest } from '../src/server/site-manifest.ts';
import { writeDiskScripts } from './disk-scripts.ts';
import { type BuiltFile, listOffline, writeServiceWorker } from './offline.ts';

/** For the site's makers, and what is made anew here. */
const LEFT_OUT = /^\/(lab\/|sw\.js$)/;

/** @param site the built site, as the server has it */
export async function writeStaticFolder(project: string, site: string, target: string, manifest: SiteManifest): Promise<void> {
  const built = new Map<string, BuiltFile>();
  for (const path of Object.keys(manifest.files).filter((each) => !LEFT_OUT.test(each))) {
    const name = path.slice(1);
    const bytes = await readFile(join(site, name));
    const rewrite = REWRITES[extname(name)];
    const written = rewrite === undefined ? bytes : Buffer.from(rewrite(bytes.toString('utf8'), name));
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), written);
    built.set(name, { etag: createHash('sha256').update(written).digest('hex').slice(0, 32), travels: written.length });
  }
  await writeServiceWorker(project, target, listOffline(built));
  await writeDiskScripts(project, target, [...built.keys()]);
  for (const name of ['README.txt', 'LEIA-ME.txt', 'start.sh']) await cp(join(project, 'scripts/static', name), join(target, name));
  await chmod(join(target, 'start.sh'), 0o755);
}

const REWRITES: Readonly<Record<string, (text: string, path: string) => string>> = {
  '.html': relativeHtml,
  '.css': (text) => text.replaceAll('url(/_astro/', 'url(./'),
  '.js': relativeScript,
  '.json': withRegistryFolder,
};

/** `/en/removing/#goal` on `en/index.html` is `removing/index.html#goal`: a disk knows no page of a folder. */
function relativeHtml(html: string, path: string): string {
  const up = posix.relative(posix.dirname(path), '.') || '.';
  return html
    .replace(/(\s(?:href|src))="\/(?!\/)([^"#?]*)([^"]*)"/g, (_all, name: string, address: string, rest: string) => {
      const file = address === '' || address.endsWith('/') ? `${address}index.html` : address;
      return `${name}="${up}/${file}${rest}"`;
    })
    .replace(/(<html[^>]*\sdata-root)="\/"/, `$1="${up}/"`)
    .replaceAll('url(/_astro/', `url(${up}/_astro/`)
    .replace(/(\sdata-ahead)="\/(?!\/)/g, `$1="${up}/`);
}

/** There the registry is a folder. */
function withRegistryFolder(json: string, path: string): string {
  if (!path.startsWith('starts/')) return json;
  return json.replace(/"\/v2\/[^ "]+\/(?:blobs|manifests)\/sha256:([0-9a-f]{64})"/g, '"/registry/blobs/sha256/$1"');
}

/** Scripts lie in one folder, beside each other and beside the workers. */
function relativeScript(script: string, path: string): string {
  if (!path.startsWith('_astro/')) return script;
  return (
    script
      .replace(/new Worker\((`\/_astro\/[^`]+`),/g, 'new Worker(new URL($1,import.meta.url),')
      .replace(/`\/_astro\/(?=[\w.-]+`)/g, '`./')
      // in styles that the editor makes in the page: its pages all lie two folders down
      .replaceAll('url(/_astro/', 'url(../../_astro/')
      .replaceAll('import(`/pagefind/', 'import(`../pagefind/')
      .replace(/(function\((\w+)\)\{return)`\/`\+\2\}/g, '$1`../`+$2}')
  );
}
