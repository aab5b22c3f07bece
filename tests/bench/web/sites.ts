/** Our site and the peers', each on a port of its own. Ours by its own server, but packed with gzip alone, as the peers are. */
import { resolve } from 'node:path';
import { createSiteServer } from '../../../src/server/create-server.ts';
import { openRegistryFolder } from '../../../src/server/registry-folder.ts';
import { createRegistryRoute } from '../../../src/server/registry-route.ts';
import { openSiteFiles } from '../../../src/server/site-files.ts';
import { findManifest, type SiteFile } from '../../../src/server/site-manifest.ts';
import type { Peers } from './peers.ts';
import { listen, type Served, serveFolder } from './serve-folder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const DIST = resolve(ROOT, 'dist');
const FIRST_PORT = 24_330;

/** addresses of pages */
export interface Sites {
  readonly home: string;
  readonly lesson: string;
  readonly class: string;
  readonly plain: string;
  readonly starlight: string;
  readonly docusaurus: string;
  readonly codemirror: string;
  readonly monaco: string;
  close(): Promise<void>;
}

/** @throws Error where there is no finished build, or a port is taken */
export async function serveSites(peers: Peers): Promise<Sites> {
  const served: Served[] = [];
  const serve = async (folder: string): Promise<string> => {
    const site = await serveFolder(folder, FIRST_PORT + served.length);
    served.push(site);
    return site.url;
  };
  const ours = await serveOurs(FIRST_PORT);
  served.push(ours);
  return {
    home: `${ours.url}en/`,
    lesson: `${ours.url}en/removing/`,
    class: `${ours.url}en/class/`,
    plain: await serve(peers.plain),
    starlight: `${await serve(peers.starlight)}article/`,
    docusaurus: `${await serve(peers.docusaurus)}docs/live/`,
    codemirror: await serve(peers.codemirror),
    monaco: await serve(peers.monaco),
    async close() {
      await Promise.all(served.map((site) => site.close()));
    },
  };
}

async function serveOurs(port: number): Promise<Served> {
  const manifest = await findManifest(DIST);
  if (manifest === undefined) throw new Error('there is no finished site in dist/: npm run build');
  const files = Object.fromEntries(Object.entries(manifest.files).map(([path, file]) => [path, onlyGzip(file)]));
  const registry = createRegistryRoute(await openRegistryFolder(resolve(ROOT, 'content/registry')));
  return listen(createSiteServer({ files: openSiteFiles(DIST, { ...manifest, files }), registry }), port);
}

function onlyGzip(file: SiteFile): SiteFile {
  return { ...file, encodings: file.encodings.filter((encoding) => encoding === 'gzip') };
}
