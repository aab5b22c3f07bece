/**
 * The files of a layer as a list that reads like a listing, and the tar that docker would have made of them: parents first, sorted,
 * one time for all.
 */
import { contentOf, zeros } from '../../src/engine/bytes/content.ts';
import { compareText } from '../../src/engine/bytes/utf8.ts';
import type { Content } from '../../src/engine/index.ts';
import { type TarEntry, tarEntry } from '../../src/engine/tar/entry.ts';

export type LayerFile = Pick<TarEntry, 'name'> & Partial<TarEntry>;

interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
}

/** Paths are absolute. */
export function file(path: string, content: string | Uint8Array | Content, { mode = 0o644, uid = 0 }: Attributes = {}): LayerFile {
  const bytes = typeof content === 'string' || content instanceof Uint8Array ? contentOf(content) : content;
  return { name: path.slice(1), content: bytes, mode, uid, gid: uid };
}
export function program(path: string, content: string | Uint8Array | Content): LayerFile {
  return file(path, content, { mode: 0o755 });
}
export function folder(path: string, { mode = 0o755, uid = 0 }: Attributes = {}): LayerFile {
  return { name: `${path.slice(1)}/`, type: 'dir', mode, uid, gid: uid };
}
export function symlink(path: string, target: string): LayerFile {
  return { name: path.slice(1), type: 'symlink', linkname: target };
}
/** Hides what lower layers have at this path (image-spec layer.md, "Whiteouts"). */
export function whiteout(path: string): LayerFile {
  const slash = path.lastIndexOf('/') + 1;
  return file(`${path.slice(0, slash)}.wh.${path.slice(slash)}`, '', { mode: 0o600 });
}

export interface LayerSpec {
  readonly files: readonly LayerFile[];
  /** seconds since 1970, of every entry */
  readonly mtime: number;
}

/** @param size bytes of all files, links by the length of their target, as docker counts; what is missing is added as zeros at `paddingPath` */
export function layer(at: string, files: readonly LayerFile[], size?: number, paddingPath = ''): LayerSpec {
  const mtime = Date.parse(at) / 1000;
  const missing = (size ?? 0) - files.reduce((sum, { content, linkname = '' }) => sum + (content?.size ?? linkname.length), 0);
  if (size === undefined) return { files, mtime };
  if (missing < 0) throw new RangeError(`files are ${-missing} bytes larger than the layer's ${size}`);
  return { files: [...files, file(paddingPath, zeros(missing), { mode: 0o755 })], mtime };
}

export function layerTarEntries({ files, mtime }: LayerSpec): TarEntry[] {
  const byName = new Map(files.map((one) => [one.name, one]));
  for (const { name } of files) {
    for (const parent of parentsOf(name)) if (!byName.has(parent)) byName.set(parent, folder(`/${parent.slice(0, -1)}`));
  }
  const sorted = [...byName.values()].sort((a, b) => compareText(a.name, b.name));
  return sorted.map((one) => tarEntry({ ...one, mtime }));
}

/** `etc/ssl/cert.pem` → `etc/`, `etc/ssl/` */
function parentsOf(name: string): string[] {
  const parts = name.replace(/\/$/, '').split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}
