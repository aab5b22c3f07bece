/**
 * gunzip in JavaScript, several members in a row included. fflate looks at no member's trailer and takes a stream that ends early for a
 * whole one; both are seen to here: the trailer has the sum and the size of what came out, so what is missing or changed does not fit it.
 */
import { Gunzip } from 'fflate';
import { crc32 } from './crc32.ts';
import { GzipError } from './gzip-error.ts';

/** Compressed bytes handed to the unpacker at once, so that a bomb is noticed before it went off. */
const PART = 65_536;
/** Sum and size, four bytes each. */
const TRAILER = 8;

/** Each part that comes out is the taker's own. @throws GzipError */
export async function* unpackGzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  const trailers = new Trailers();
  const stream = new Gunzip((part) => {
    if (part.length === 0) return;
    trailers.unpacked(part);
    out.push(part);
  });
  stream.onmember = (next) => trailers.check(next);
  for await (const bytes of packed) {
    for (let at = 0; at < bytes.length; at += PART) {
      const part = bytes.slice(at, at + PART);
      trailers.packed(part);
      pushInto(stream, part);
      yield* out;
      out = [];
    }
  }
  pushInto(stream, new Uint8Array(0), true);
  yield* out;
  trailers.check();
}

function pushInto(stream: Gunzip, part: Uint8Array, isLast = false): void {
  try {
    stream.push(part, isLast);
  } catch (error) {
    if (error instanceof GzipError) throw error;
    throw new GzipError(isLast ? 'truncated' : 'corrupt', error);
  }
}

class Trailers {
  private sum = 0;
  private size = 0;
  /** the last bytes that went in, and how many there were in all */
  private last: Uint8Array = new Uint8Array(0);
  private end = 0;

  packed(part: Uint8Array): void {
    const before = this.last.subarray(-TRAILER);
    this.last = new Uint8Array(before.length + part.length);
    this.last.set(before);
    this.last.set(part, before.length);
    this.end += part.length;
  }

  unpacked(part: Uint8Array): void {
    this.sum = crc32(part, this.sum);
    this.size = (this.size + part.length) >>> 0;
  }

  /** @param at where the member ends, in packed bytes from the stream's start */
  check(at = this.end): void {
    const from = this.last.length - (this.end - at) - TRAILER;
    const isSum = from >= 0 && readUint32(this.last, from) === this.sum;
    const isSize = from >= 0 && readUint32(this.last, from + 4) === this.size;
    // where neither fits these are no trailer's bytes: the stream ends before it
    if (!isSum || !isSize) throw new GzipError(isSum || isSize ? 'checksum' : 'truncated');
    this.sum = 0;
    this.size = 0;
  }
}

/** Little-endian. */
function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}
