/** The service worker of a finished build: `sw.js` in the site's folder, with the list of files that work offline in front of it. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiteFile } from '../src/server/site-manifest.ts';
import type { OfflineFile, OfflineList } from '../src/ui/offline/offline-list.ts';
import { bundleScript } from './bundle-script.ts';

export const SERVICE_WORKER = 'sw.js';

/** Pages of the course's makers, and what nobody needs without a network. */
const LEFT_OUT = /^(lab\/|social\/|404\.html|index\.html|licenses\.txt|sitemap|robots|sw\.js|.*\.(map|br|gz)$)/;
const FIRST = /^((pt-br|en)\/offline\/index\.html|_astro\/.*\.css|_astro\/atkinson.*\.woff2|favicon\.svg)$/;
/** The editor, a megabyte that phones never load. */
const ON_USE = /^_astro\/(editor\.worker|editorWebWorkerMain|monaco|codicon)/;

export interface BuiltFile extends Pick<SiteFile, 'etag'> {
  /** bytes in the smallest form in which it is served */
  readonly travels: number;
}

/** @param files by path from the site's own folder */
export function listOffline(files: ReadonlyMap<string, BuiltFile>): OfflineList {
  const listed = [...files].filter(([path]) => !LEFT_OUT.test(path));
  const entries = listed.map(([path, { etag, travels }]): [string, OfflineFile] => {
    const part = FIRST.test(path) ? 'first' : ON_USE.test(path) ? 'used' : 'course';
    return [path, { hash: etag, size: travels, part }];
  });
  const version = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
  return { version, files: Object.fromEntries(entries) };
}

export async function writeServiceWorker(project: string, site: string, list: OfflineList): Promise<void> {
  const script = await bundleScript(join(project, 'src/ui/offline/service-worker.ts'));
  await writeFile(join(site, SERVICE_WORKER), `const OFFLINE_LIST=${JSON.stringify(list)};\n${script}`);
}
