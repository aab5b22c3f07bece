/**
 * Unpacking zstd, as buildah, skopeo and `docker buildx` pack layers with (RFC 8878). Loaded when the first one is met (`decompress.ts`):
 * most learners never open such an image.
 *
 * An archive is a row of frames, and each tool writes another kind: the zstd program one with its size in front, Go's writers one without,
 * pzstd and `zstd:chunked` many, with frames between them to be skipped. Sums inside frames are not looked at: a layer has its digest.
 */
import { Decompress, decompress } from 'fzstd';
import { EngineError, LimitError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Content, compactContent, concatContents, contentOf, streamContent } from './content.ts';
import { isSkippable, ZSTD_MAGIC } from './zstd-magic.ts';

/** What a frame without its size may ask to look back at; `zstd --long` has as much. */
const MAX_WINDOW = 1 << 27;
const SUM_BYTES = 4;
/** Packed bytes handed to the unpacker at once. */
const PART = 65_536;

interface Frame {
  readonly bytes: Uint8Array;
  /** of what it holds, where that is to be unpacked in one piece: its window is as large */
  readonly wholeSize: number | undefined;
}

/**
 * @throws EngineError `zstd.damaged`
 * @throws LimitError `unpackedBytes`
 */
export async function unzstd(ports: Pick<Ports, 'limits'>, bytes: Uint8Array): Promise<Content> {
  const parts: Content[] = [];
  for await (const part of unzstdParts(ports, streamContent(contentOf(bytes)))) parts.push(compactContent(part));
  return concatContents(parts);
}

/** The same part by part, each the taker's own. The packed bytes are held whole. */
export async function* unzstdParts(ports: Pick<Ports, 'limits'>, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const max = ports.limits.unpackedBytes;
  const bytes = await collect(packed, max);
  let size = 0;
  let out: Uint8Array[] = [];
  const add = (part: Uint8Array): void => {
    size += part.length;
    if (size > max) throw new LimitError('unpackedBytes', max);
    out.push(part);
  };
  for (const frame of listFrames(bytes)) {
    if (frame.wholeSize === undefined) {
      const stream = new Decompress(add);
      for (let at = 0; at < frame.bytes.length; at += PART) {
        unpacking(() => stream.push(frame.bytes.subarray(at, at + PART), at + PART >= frame.bytes.length));
        yield* out;
        out = [];
      }
    } else {
      const whole = frame.wholeSize;
      if (size + whole > max) throw new LimitError('unpackedBytes', max);
      unpacking(() => add(decompress(frame.bytes, new Uint8Array(whole))));
      yield* out;
      out = [];
    }
  }
}

function unpacking(unpack: () => void): void {
  try {
    unpack();
  } catch (error) {
    if (error instanceof LimitError) throw error;
    throw damaged();
  }
}

async function collect(packed: AsyncIterable<Uint8Array>, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of packed) {
    size += part.length;
    if (size > max) throw new LimitError('unpackedBytes', max);
    parts.push(part.slice());
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Walks the blocks by their headers, without unpacking any. */
function* listFrames(bytes: Uint8Array): Generator<Frame> {
  let at = 0;
  while (at < bytes.length) {
    const magic = readNumber(bytes, at, 4);
    if (isSkippable(magic)) {
      at += 8 + readNumber(bytes, at + 4, 4);
      if (at > bytes.length) throw damaged();
      continue;
    }
    const { wholeSize, hasSum, blocks } = readHeader(bytes, at);
    let end = blocks;
    for (let isLast = false; !isLast; ) {
      const header = readNumber(bytes, end, 3);
      const isRun = ((header >> 1) & 3) === 1;
      isLast = (header & 1) === 1;
      end += 3 + (isRun ? 1 : header >> 3);
    }
    end += hasSum ? SUM_BYTES : 0;
    if (end > bytes.length) throw damaged();
    yield { bytes: bytes.subarray(at, end), wholeSize };
    at = end;
  }
}

/** RFC 8878, 3.1.1.1: magic number, descriptor, window, dictionary, content size. `blocks`: where they begin. */
function readHeader(bytes: Uint8Array, at: number): { wholeSize: number | undefined; hasSum: boolean; blocks: number } {
  if (readNumber(bytes, at, 4) !== ZSTD_MAGIC) throw damaged();
  const descriptor = readNumber(bytes, at + 4, 1);
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingle) : 1 << sizeFlag;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  if (!isSingle && windowOf(readNumber(bytes, at + 5, 1)) > MAX_WINDOW) throw damaged();
  const sizeAt = at + (isSingle ? 5 : 6) + dictionaryBytes;
  const wholeSize = isSingle ? readNumber(bytes, sizeAt, sizeBytes) + (sizeFlag === 1 ? 256 : 0) : undefined;
  return { wholeSize, hasSum: (descriptor & 4) !== 0, blocks: sizeAt + sizeBytes };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Little-endian. */
function readNumber(bytes: Uint8Array, at: number, length: number): number {
  if (at + length > bytes.length) throw damaged();
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

function damaged(): EngineError<'zstd.damaged'> {
  return new EngineError('zstd.damaged', {});
}
