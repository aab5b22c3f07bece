/**
 * Reading tar archives: ustar, PAX, GNU's long names and base-256 numbers, as GNU tar, bsdtar and Go write them. Only headers are
 * read; a file's content is a slice of the archive's. Who goes over all the bytes anyway uses `TarScan`.
 */
import { type Content, chunkLength, peekContent, readContent, sliceContent } from '../bytes/content.ts';
import { decodeEntry } from './decode-entry.ts';
import type { TarEntry } from './entry.ts';
import { BLOCK, CHECKSUM, checksum, decodeNumber, isZeroBlock, signedChecksum } from './header.ts';
import { parseTar, type Range, type TarLimits, type TarParser } from './parse-tar.ts';

export type { TarEntry, TarType } from './entry.ts';
export type { TarLimits } from './parse-tar.ts';
export { TarError, type TarErrorCode, type TarProblem } from './tar-error.ts';

/** Entries in the archive's order. @throws TarError, LimitError */
export async function readTar(content: Content, limits: TarLimits): Promise<TarEntry[]> {
  const parser = parseContent(content, limits);
  const window = new ReadWindow(content);
  let step = parser.next();
  while (!step.done) step = parser.next(window.find(step.value) ?? (await window.fetch(step.value)));
  return step.value;
}

/** Like `readTar`, at once; undefined where a part would have to be fetched. @throws TarError, LimitError */
export function readTarNow(content: Content, limits: TarLimits): TarEntry[] | undefined {
  if (content.chunks.some((chunk) => chunk.kind === 'lazy')) return undefined;
  const parser = parseContent(content, limits);
  const window = new ReadWindow(content);
  let step = parser.next();
  while (!step.done) {
    const bytes = window.find(step.value) ?? window.peek(step.value);
    if (bytes === undefined) return undefined;
    step = parser.next(bytes);
  }
  return step.value;
}

function parseContent(content: Content, limits: TarLimits): TarParser<TarEntry> {
  const slice = (start: number, size: number): Content => sliceContent(content, start, start + size);
  return parseTar({ size: content.size, slice }, limits, decodeEntry);
}

/** Bytes fetched ahead: small files lie close together, and each fetch of a Blob costs far more than the bytes it brings. */
const AHEAD = 262_144;

class ReadWindow {
  private readonly content: Content;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(content: Content) {
    this.content = content;
    const [only] = content.chunks;
    if (content.chunks.length === 1 && only?.kind === 'bytes') this.bytes = only.bytes;
  }

  find({ offset, length }: Range): Uint8Array | undefined {
    const at = offset - this.start;
    return at >= 0 && at + length <= this.bytes.length ? this.bytes.subarray(at, at + length) : undefined;
  }

  peek(range: Range): Uint8Array | undefined {
    return peekContent(sliceContent(this.content, range.offset, range.offset + range.length));
  }

  async fetch(range: Range): Promise<Uint8Array> {
    const slice = sliceContent(this.content, range.offset, range.offset + Math.max(AHEAD, range.length));
    const [first] = slice.chunks;
    const isLazy = first?.kind === 'lazy' && chunkLength(first) >= range.length;
    if (!isLazy) return readContent(sliceContent(slice, 0, range.length));
    this.bytes = await readContent(sliceContent(slice, 0, chunkLength(first)));
    this.start = range.offset;
    return this.bytes.subarray(0, range.length);
  }
}

/** Whether bytes begin with a tar header whose sum is right. */
export function isTar(header: Uint8Array): boolean {
  if (header.length < BLOCK) return false;
  const said = decodeNumber(header, CHECKSUM);
  return !isZeroBlock(header.subarray(0, BLOCK)) && (said === checksum(header) || said === signedChecksum(header));
}
