/** The files of a `docker load` archive by path. Links inside it are followed: `docker save` writes one for a layer that two images share. */
import { type Content, readContent } from '../bytes/content.ts';
import { findFirstValue } from '../oci/json-problem.ts';
import type { TarEntry } from '../tar/entry.ts';
import { parseArchiveJson } from './archive-json.ts';
import { archiveError } from './unpack.ts';

/** moby `pkg/symlink`, `FollowSymlinkInScope` */
const MAX_LINKS = 255;
/** No manifest or config is longer; a layer is never read whole. */
const MAX_JSON = 16_000_000;

export class ArchiveFiles {
  private readonly entries = new Map<string, TarEntry>();

  constructor(entries: readonly TarEntry[]) {
    for (const entry of entries) this.entries.set(normalise(entry.name), entry);
  }

  /** The first folder at the top, by name. */
  firstFolder(): string | undefined {
    const folders = [...this.entries.keys()].flatMap((path) =>
      path.includes('/') || this.entries.get(path)?.type === 'dir' ? [path.split('/', 1)[0] ?? ''] : [],
    );
    return folders.filter((name) => name !== '').sort()[0];
  }

  /** Undefined where nothing is there. @throws ImageError `image.archive` (too-many-links) */
  find(path: string): Content | undefined {
    const entry = this.entries.get(this.follow(path));
    return entry?.type === 'file' ? entry.content : undefined;
  }

  /** @throws ImageError `image.archive` (missing-file, outside, too-many-links, is-folder) */
  get(path: string): Content {
    if (leadsOut(path)) throw archiveError({ kind: 'outside', path });
    const found = this.follow(path);
    const content = this.find(found);
    if (content !== undefined) return content;
    throw archiveError(this.isFolder(found) ? { kind: 'is-folder', path: found } : { kind: 'missing-file', path: found });
  }

  isFolder(path: string): boolean {
    const prefix = path === '' ? '' : `${path}/`;
    return path === '' || this.entries.get(path)?.type === 'dir' || [...this.entries.keys()].some((key) => key.startsWith(prefix));
  }

  /** Where the links at a path lead to, which is never out of the archive. */
  private follow(path: string): string {
    let current = normalise(path);
    for (let links = 0; links <= MAX_LINKS; links++) {
      const entry = this.entries.get(current);
      if (entry?.type === 'symlink')
        current = normalise(entry.linkname.startsWith('/') ? entry.linkname : `${current}/../${entry.linkname}`);
      else if (entry?.type === 'hardlink') current = normalise(entry.linkname);
      else return current;
    }
    throw archiveError({ kind: 'too-many-links', path: normalise(path) });
  }

  async readBytes(path: string): Promise<Uint8Array> {
    return readContent(this.get(path), MAX_JSON);
  }

  /** The first value of a stream of them, as docker reads its manifest. @throws as `readJson` */
  async readFirstJson(path: string): Promise<unknown> {
    const bytes = await this.readBytes(path);
    return parseArchiveJson(bytes.subarray(0, findFirstValue(bytes) ?? bytes.length), path);
  }

  /** @throws ImageError `image.archive` (missing-file, bad-json) */
  async readJson(path: string): Promise<unknown> {
    return parseArchiveJson(await this.readBytes(path), path);
  }
}

/** Without `./` and `..`, which never lead out of the archive. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** By its text alone, from where docker has unpacked the archive. */
function leadsOut(path: string): boolean {
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
