/** What a build leaves for the server: every file of the site with what its answer needs, so that starting reads one small file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const MANIFEST_NAME = 'site.json';

export interface SiteFile {
  readonly size: number;
  /** strong, of the uncompressed bytes */
  readonly etag: string;
  readonly type: string;
  /** which of the compressed forms lie beside it, as `NAME.br` and `NAME.gz` */
  readonly encodings: readonly Encoding[];
  /** CSP sources (`'sha256-…'`) of the scripts that stand inside a page */
  readonly scripts: readonly string[];
}
export type Encoding = 'br' | 'gzip';

export interface SiteManifest {
  /** hash of everything the build was made from */
  readonly sources: string;
  /** folder of the files, from the manifest's own */
  readonly folder: string;
  /** whether the editor, which writes its colours into style elements, is part of the site */
  readonly hasEditor: boolean;
  /** by URL path: `/en/index.html` */
  readonly files: Readonly<Record<string, SiteFile>>;
}

export async function findManifest(dist: string): Promise<SiteManifest | undefined> {
  try {
    return JSON.parse(await readFile(join(dist, MANIFEST_NAME), 'utf8'));
  } catch {
    return undefined;
  }
}
