/**
 * gzip. Packing is always fflate's, never the platform's: a compressed layer's digest must come out the same everywhere, and
 * CompressionStream gives other bytes in each engine.
 */
import { Gunzip, gzipSync } from 'fflate';
import { EngineError, LimitError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Content, compactContent, concatContents } from './content.ts';

/** Compressed bytes handed to the unpacker at once, so that a bomb is noticed before it went off. */
const PART = 65_536;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mtime: 0 });
}

/**
 * @throws EngineError `gzip.damaged`
 * @throws LimitError `unpackedBytes`
 */
export async function gunzip(ports: Pick<Ports, 'platform' | 'limits'>, bytes: Uint8Array): Promise<Content> {
  const max = ports.limits.unpackedBytes;
  if (!isGzip(bytes)) throw new EngineError('gzip.damaged', {});
  if (ports.platform === undefined) return unpack(bytes, max);
  try {
    return await ports.platform.gunzip(bytes, max);
  } catch (error) {
    if (error instanceof RangeError) throw new LimitError('unpackedBytes', max);
    throw new EngineError('gzip.damaged', {});
  }
}

function unpack(bytes: Uint8Array, max: number): Content {
  const parts: Content[] = [];
  let size = 0;
  const stream = new Gunzip((part) => {
    size += part.length;
    if (size > max) throw new LimitError('unpackedBytes', max);
    parts.push(compactContent(part));
  });
  try {
    for (let at = 0; at < bytes.length; at += PART) {
      stream.push(bytes.subarray(at, at + PART), at + PART >= bytes.length);
    }
  } catch (error) {
    if (error instanceof LimitError) throw error;
    throw new EngineError('gzip.damaged', {});
  }
  return concatContents(parts);
}
