/** Archives as they come from outside: perhaps packed with gzip, perhaps damaged. What is wrong is named once, here. */
import { type Content, readContent, sliceContent } from '../bytes/content.ts';
import { gunzip, isGzip } from '../bytes/gunzip.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { EngineError } from '../errors.ts';
import { LayerError } from '../layer/apply-layer.ts';
import { TarError } from '../tar/read-tar.ts';
import { type ArchiveProblem, ImageError, isImageError } from './image-error.ts';

const MAGICS: readonly (readonly [compression: 'zstd' | 'bzip2' | 'xz', magic: readonly number[]])[] = [
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];
const LONGEST_MAGIC = 6;

/**
 * The content itself where it is not packed.
 * @param path named in the error
 * @throws ImageError `image.unsupportedCompression`, `image.archive` (bad-gzip); LimitError
 */
export async function unpack(ctx: EngineContext, content: Content, path: string): Promise<Content> {
  const head = await readContent(sliceContent(content, 0, Math.min(LONGEST_MAGIC, content.size)));
  for (const [compression, magic] of MAGICS) {
    if (magic.every((byte, i) => head[i] === byte)) throw new ImageError('image.unsupportedCompression', { compression, path });
  }
  if (!isGzip(head)) return content;
  try {
    return await gunzip(ctx.ports, await readContent(content));
  } catch (error) {
    if (error instanceof EngineError && error.code === 'gzip.damaged') throw archiveError({ kind: 'bad-gzip' });
    throw error;
  }
}

export function archiveError(problem: ArchiveProblem): ImageError<'image.archive'> {
  return new ImageError('image.archive', problem);
}

/** Runs what reads a whole archive; its troubles become docker's. */
export async function readingArchive<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TarError) throw archiveError({ kind: 'not-a-tar', truncated: error.code === 'tar.truncated' });
    throw error;
  }
}

/** The same troubles in `docker import`, where docker words them as an answer. */
export async function importing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await readingArchive(read);
  } catch (error) {
    if (isImageError(error, 'image.archive')) throw new ImageError('image.archive', { ...error.data, importing: true });
    throw error;
  }
}

/** Runs what reads and applies one layer. */
export async function readingLayer<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TarError || error instanceof LayerError) {
      throw archiveError({ kind: 'bad-layer', path, code: error.code, name: error.data.name ?? '' });
    }
    throw error;
  }
}
