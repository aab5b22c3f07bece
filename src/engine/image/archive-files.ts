/** The files of a `docker load` archive by path. Links inside it are followed: `docker save` writes one for a layer that two images share. */
import { type Content, readContent } from '../bytes/content.ts';
import type { TarEntry } from '../tar/entry.ts';
import { parseArchiveJson } from './archive-json.ts';
import { archiveError } from './unpack.ts';

const MAX_LINKS = 10;
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

  find(path: string): Content | undefined {
    let current = normalise(path);
    for (let links = 0; links <= MAX_LINKS; links++) {
      const entry = this.entries.get(current);
      if (entry === undefined) return undefined;
      if (entry.type === 'file') return entry.content;
      if (entry.type === 'symlink')
        current = normalise(entry.linkname.startsWith('/') ? entry.linkname : `${current}/../${entry.linkname}`);
      else if (entry.type === 'hardlink') current = normalise(entry.linkname);
      else return undefined;
    }
    return undefined;
  }

  /** @throws ImageError `image.archive` (missing-file) */
  get(path: string): Content {
    const content = this.find(path);
    if (content === undefined) throw archiveError({ kind: 'missing-file', path });
    return content;
  }

  async readBytes(path: string): Promise<Uint8Array> {
    return readContent(this.get(path), MAX_JSON);
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
