/** Unpacking gzip (RFC 1952): by the platform, and by JavaScript where it has none or finds damage. */
import { EngineError, LimitError } from '../errors.ts';
import { createPart } from '../part.ts';
import type { Ports } from '../ports.ts';
import { type Content, compactContent, concatContents, contentOf, streamContent } from './content.ts';
import { type GzipDamage, GzipError } from './gzip-error.ts';

export type { GzipDamage } from './gzip-error.ts';

const UNPACK = createPart(() => import('./unpack-gzip.ts'));

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * @throws EngineError `gzip.damaged`
 * @throws LimitError `unpackedBytes`
 */
export async function gunzip(ports: Pick<Ports, 'platform' | 'limits'>, bytes: Uint8Array): Promise<Content> {
  if (!isGzip(bytes)) throw gzipDamaged('corrupt');
  return gunzipping(ports, async (chosen) => {
    const parts: Content[] = [];
    for await (const part of gunzipParts(chosen, streamContent(contentOf(bytes)))) parts.push(compactContent(part));
    return concatContents(parts);
  });
}

/**
 * What a platform finds damaged may only be more than it reads: browsers refuse several members in a row, which eStargz layers have. So
 * JavaScript has the last word: `read` is then run again.
 */
export async function gunzipping<P extends Pick<Ports, 'platform'>, T>(ports: P, read: (ports: P) => Promise<T>): Promise<T> {
  const { platform } = ports;
  try {
    return await read(ports);
  } catch (error) {
    if (
      platform === undefined ||
      (platform.gunzip ?? platform.scanLayer) === undefined ||
      !(error instanceof EngineError) ||
      error.code !== 'gzip.damaged'
    )
      throw error;
    const { unpackGzip } = UNPACK.loaded ?? (await UNPACK.load());
    const { scanLayer: _, ...here } = platform;
    return read({ ...ports, platform: { ...here, gunzip: unpackGzip } });
  }
}

/**
 * Each part that comes out is the taker's own.
 * @throws EngineError `gzip.damaged`, also where the stream ends early
 * @throws LimitError `unpackedBytes`
 */
export async function* gunzipParts(
  { platform, limits }: Pick<Ports, 'platform' | 'limits'>,
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  const unpack = platform?.gunzip?.bind(platform) ?? (UNPACK.loaded ?? (await UNPACK.load())).unpackGzip;
  for await (const part of refusing(unpack, packed)) {
    size += part.length;
    if (size > limits.unpackedBytes) throw new LimitError('unpackedBytes', limits.unpackedBytes);
    yield part;
  }
}

/** What the unpacker says about damage becomes ours; what the source of its bytes threw stays what it is. */
async function* refusing(
  unpack: (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let failure: { readonly error: unknown } | undefined;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* packed;
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  try {
    yield* unpack(watched());
  } catch (error) {
    throw failure === undefined ? gzipDamaged(error instanceof GzipError ? error.damage : 'corrupt') : failure.error;
  }
}

export function gzipDamaged(damage: GzipDamage): EngineError<'gzip.damaged', { readonly damage: GzipDamage }> {
  return new EngineError('gzip.damaged', { damage });
}
