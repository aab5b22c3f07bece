/** Archives and layers come packed or not, and say themselves how: nobody believes their names or media types (moby's `DetectCompression`). */
import { EngineError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Content, readContent, sliceContent } from './content.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { isZstd, unzstd } from './unzstd.ts';

/** Packed in a way that this engine does not read. */
export type UnreadCompression = 'bzip2' | 'xz';

const MAGICS: readonly (readonly [UnreadCompression, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];
const LONGEST_MAGIC = 6;

export class CompressionError extends EngineError<'compression.unread', { readonly compression: UnreadCompression }> {}

/**
 * The content itself where it is not packed.
 * @throws EngineError `gzip.damaged`, `zstd.damaged`; CompressionError; LimitError
 */
export async function decompress(ports: Pick<Ports, 'platform' | 'limits'>, content: Content): Promise<Content> {
  const head = await readContent(sliceContent(content, 0, LONGEST_MAGIC));
  for (const [compression, magic] of MAGICS) {
    if (magic.every((byte, i) => head[i] === byte)) throw new CompressionError('compression.unread', { compression });
  }
  if (isGzip(head)) return gunzip(ports, await readContent(content));
  if (isZstd(head)) return unzstd(ports, await readContent(content));
  return content;
}
