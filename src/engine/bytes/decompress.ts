/** Archives and layers come packed or not, and say themselves how: nobody believes their names or media types (moby's `DetectCompression`). */
import { EngineError } from '../errors.ts';
import { createPart } from '../part.ts';
import type { Ports } from '../ports.ts';
import { type Content, readContent, sliceContent, streamContent } from './content.ts';
import { gunzipParts, gunzipping, isGzip } from './gunzip.ts';
import { keepParts } from './keep.ts';
import { isZstd } from './zstd-magic.ts';

const UNZSTD = createPart(() => import('./unzstd.ts'));

export type Compression = 'gzip' | 'zstd';
/** Packed in a way that this engine does not read. */
export type UnreadCompression = 'bzip2' | 'xz';

const MAGICS: readonly (readonly [UnreadCompression, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];
const LONGEST_MAGIC = 6;

export class CompressionError extends EngineError<'compression.unread', { readonly compression: UnreadCompression }> {}

type UnpackPorts = Pick<Ports, 'platform' | 'limits' | 'watch'>;

/** How a content is packed; undefined where it is not. @throws CompressionError */
export async function findCompression(content: Content): Promise<Compression | undefined> {
  const head = await readContent(sliceContent(content, 0, LONGEST_MAGIC));
  for (const [compression, magic] of MAGICS) {
    if (magic.every((byte, i) => head[i] === byte)) throw new CompressionError('compression.unread', { compression });
  }
  if (isGzip(head)) return 'gzip';
  return isZstd(head) ? 'zstd' : undefined;
}

/**
 * What a packed content holds; each part is the taker's own. Of gzip it may have to be asked for twice: see `gunzipping`.
 * @throws EngineError `gzip.damaged`, `zstd.damaged`; LimitError
 */
export function unpackParts(
  ports: UnpackPorts,
  compression: Compression,
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  return compression === 'gzip' ? gunzipParts(ports, packed) : unzstdLater(ports, packed);
}

async function* unzstdLater(ports: UnpackPorts, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { unzstdParts } = UNZSTD.loaded ?? (await UNZSTD.load());
  yield* unzstdParts(ports, packed);
}

/**
 * The content itself where it is not packed.
 * @throws EngineError `gzip.damaged`, `zstd.damaged`; CompressionError; LimitError
 */
export async function decompress(ports: UnpackPorts, content: Content): Promise<Content> {
  const compression = await findCompression(content);
  if (compression === undefined) return content;
  return gunzipping(ports, (chosen) =>
    keepParts(chosen, unpackParts(chosen, compression, watchParts(chosen, streamContent(content)))),
  );
}

/** Tells `ports.watch` what goes by. @throws CancelledError */
export async function* watchParts({ watch }: Pick<Ports, 'watch'>, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    watch?.read(part.length);
    yield part;
  }
}
