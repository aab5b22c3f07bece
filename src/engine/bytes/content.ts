/**
 * The bytes of a file or a blob, as a value.
 *
 * A layer of 100 MB is mostly padding in our teaching images and lies in a file on disk when a learner opens an image of their
 * own: so bytes are a list of chunks, and a chunk may be real bytes, a run of zeros, or a part of something that is read only
 * when asked for. A `Content` is immutable; slicing never copies.
 */
import { InvariantError, LimitError } from '../errors.ts';
import { utf8 } from './utf8.ts';

/** Something that can be read in parts without holding it: a `Blob` of the page or a file descriptor in Node. */
export interface LazyBytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same bytes in order, where the platform has a faster way than many reads. A part may be overwritten once the next is asked for. */
  stream?(offset: number, length: number): AsyncIterable<Uint8Array>;
}

export type Chunk =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'zeros'; readonly length: number }
  | LazyChunk;

interface LazyChunk {
  readonly kind: 'lazy';
  readonly source: LazyBytes;
  readonly offset: number;
  readonly length: number;
}

export interface Content {
  /** bytes */
  readonly size: number;
  readonly chunks: readonly Chunk[];
}

export const EMPTY: Content = { size: 0, chunks: [] };

/** Neighbouring pieces up to this size are joined by copying, so that a file that grows line by line stays short in chunks. */
const JOIN_BELOW = 4096;

export function contentOf(data: Uint8Array | string): Content {
  const bytes = typeof data === 'string' ? utf8(data) : data;
  return bytes.length === 0 ? EMPTY : { size: bytes.length, chunks: [{ kind: 'bytes', bytes }] };
}

export function zeros(length: number): Content {
  return length === 0 ? EMPTY : { size: length, chunks: [{ kind: 'zeros', length }] };
}

export function lazyContent(source: LazyBytes, offset = 0, length = source.size - offset): Content {
  return length === 0 ? EMPTY : { size: length, chunks: [{ kind: 'lazy', source, offset, length }] };
}

export function chunkLength(chunk: Chunk): number {
  return chunk.kind === 'bytes' ? chunk.bytes.length : chunk.length;
}

/** From `start` to before `end`; both are cut to the content's size. */
export function sliceContent(content: Content, start: number, end: number = content.size): Content {
  const from = Math.max(0, Math.min(start, content.size));
  const to = Math.max(from, Math.min(end, content.size));
  if (from === to) return EMPTY;
  if (from === 0 && to === content.size) return content;
  const starts = startsOf(content);
  const chunks: Chunk[] = [];
  for (let i = findChunk(starts, from); i < content.chunks.length; i++) {
    const chunk = content.chunks[i];
    const at = starts[i];
    if (chunk === undefined || at === undefined || at >= to) break;
    const length = chunkLength(chunk);
    const first = Math.max(0, from - at);
    const last = Math.min(length, to - at);
    chunks.push(first === 0 && last === length ? chunk : sliceChunk(chunk, first, last));
  }
  return { size: to - from, chunks };
}

export function concatContents(list: readonly Content[]): Content {
  const chunks: Chunk[] = [];
  let size = 0;
  for (const content of list) {
    size += content.size;
    for (const chunk of content.chunks) {
      const last = chunks.at(-1);
      const joined = last === undefined ? undefined : joinChunks(last, chunk);
      if (joined === undefined) chunks.push(chunk);
      else chunks[chunks.length - 1] = joined;
    }
  }
  return size === 0 ? EMPTY : { size, chunks };
}

/**
 * All the bytes in one piece; do not write into them, they may be the content's own.
 * @throws LimitError `fileBytes` where the content is larger than `maxBytes`
 */
export async function readContent(content: Content, maxBytes: number = Number.MAX_SAFE_INTEGER): Promise<Uint8Array> {
  if (content.size > maxBytes) throw new LimitError('fileBytes', maxBytes);
  const peeked = peekContent(content);
  if (peeked !== undefined) return peeked;
  const [only] = content.chunks;
  if (content.chunks.length === 1 && only?.kind === 'lazy') return readLazy(only.source, only.offset, only.length);
  const out = new Uint8Array(content.size);
  let at = 0;
  for (const chunk of content.chunks) {
    if (chunk.kind === 'bytes') out.set(chunk.bytes, at);
    else if (chunk.kind === 'lazy') out.set(await readLazy(chunk.source, chunk.offset, chunk.length), at);
    at += chunkLength(chunk);
  }
  return out;
}

/** What was fetched once because somebody cannot wait for it: see `rememberContent`. */
const remembered = new WeakMap<Content, Uint8Array>();

/** Fetches what `peekContent` would not have: the users' table, which a process is begun with. */
export async function rememberContent(content: Content, maxBytes: number): Promise<void> {
  if (peekContent(content) === undefined) remembered.set(content, await readContent(content, maxBytes));
}

/** Like `readContent`, at once; undefined where a part would have to be fetched. */
export function peekContent(content: Content): Uint8Array | undefined {
  const [first] = content.chunks;
  if (content.chunks.length === 1 && first?.kind === 'bytes') return first.bytes;
  if (content.chunks.some((chunk) => chunk.kind === 'lazy')) return remembered.get(content);
  const out = new Uint8Array(content.size);
  let at = 0;
  for (const chunk of content.chunks) {
    if (chunk.kind === 'bytes') out.set(chunk.bytes, at);
    at += chunkLength(chunk);
  }
  return out;
}

/**
 * The bytes in order, in parts of at most `partSize`. A part is good until the next is asked for: nothing is held longer, and its memory
 * may be used again.
 */
export async function* streamContent(content: Content, partSize: number = 1 << 20): AsyncGenerator<Uint8Array> {
  let nothing: Uint8Array | undefined;
  for (const chunk of content.chunks) {
    const length = chunkLength(chunk);
    if (chunk.kind === 'bytes') yield* cut(chunk.bytes, partSize);
    else if (chunk.kind === 'lazy') for await (const part of streamLazy(chunk, partSize)) yield* cut(part, partSize);
    else {
      nothing ??= new Uint8Array(Math.min(partSize, length));
      if (nothing.length < Math.min(partSize, length)) nothing = new Uint8Array(Math.min(partSize, length));
      for (let at = 0; at < length; at += partSize) yield nothing.subarray(0, Math.min(partSize, length - at));
    }
  }
}

function* cut(bytes: Uint8Array, partSize: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += partSize) yield bytes.subarray(at, at + partSize);
}

async function* streamLazy({ source, offset, length }: LazyChunk, partSize: number): AsyncGenerator<Uint8Array> {
  if (source.stream === undefined) {
    for (let at = 0; at < length; at += partSize) yield await readLazy(source, offset + at, Math.min(partSize, length - at));
    return;
  }
  let read = 0;
  for await (const part of source.stream(offset, length)) {
    read += part.length;
    yield part;
  }
  if (read !== length) throw new InvariantError(`read ${read} of ${length} bytes at ${offset}`);
}

/** The bytes with long runs of zeros taken out; the rest is not copied. */
export function compactContent(bytes: Uint8Array, shortestRun = 4096): Content {
  const chunks: Chunk[] = [];
  // A run that long has a zero at some multiple of this.
  const step = Math.max(1, shortestRun);
  let start = 0;
  for (let at = 0; at < bytes.length; at += step) {
    if (at < start || bytes[at] !== 0) continue;
    let runStart = at;
    while (runStart > start && bytes[runStart - 1] === 0) runStart--;
    let runEnd = at;
    while (runEnd < bytes.length && bytes[runEnd] === 0) runEnd++;
    if (runEnd - runStart < shortestRun) continue;
    if (runStart > start) chunks.push({ kind: 'bytes', bytes: bytes.subarray(start, runStart) });
    chunks.push({ kind: 'zeros', length: runEnd - runStart });
    start = runEnd;
  }
  if (start < bytes.length) chunks.push({ kind: 'bytes', bytes: bytes.subarray(start) });
  return bytes.length === 0 ? EMPTY : { size: bytes.length, chunks };
}

function sliceChunk(chunk: Chunk, start: number, end: number): Chunk {
  if (chunk.kind === 'bytes') return { kind: 'bytes', bytes: chunk.bytes.subarray(start, end) };
  if (chunk.kind === 'zeros') return { kind: 'zeros', length: end - start };
  return { kind: 'lazy', source: chunk.source, offset: chunk.offset + start, length: end - start };
}

function joinChunks(a: Chunk, b: Chunk): Chunk | undefined {
  if (a.kind === 'zeros' && b.kind === 'zeros') return { kind: 'zeros', length: a.length + b.length };
  if (a.kind === 'lazy' && b.kind === 'lazy') {
    if (a.source !== b.source || a.offset + a.length !== b.offset) return undefined;
    return { kind: 'lazy', source: a.source, offset: a.offset, length: a.length + b.length };
  }
  if (a.kind !== 'bytes' || b.kind !== 'bytes') return undefined;
  if (a.bytes.buffer === b.bytes.buffer && a.bytes.byteOffset + a.bytes.length === b.bytes.byteOffset) {
    return { kind: 'bytes', bytes: new Uint8Array(a.bytes.buffer, a.bytes.byteOffset, a.bytes.length + b.bytes.length) };
  }
  if (a.bytes.length + b.bytes.length > JOIN_BELOW) return undefined;
  const bytes = new Uint8Array(a.bytes.length + b.bytes.length);
  bytes.set(a.bytes);
  bytes.set(b.bytes, a.bytes.length);
  return { kind: 'bytes', bytes };
}

async function readLazy(source: LazyBytes, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw new InvariantError(`read ${bytes.length} of ${length} bytes at ${offset}`);
  return bytes;
}

/** Slicing a tar of 20,000 files would otherwise count from the first chunk 20,000 times. */
const startsByContent = new WeakMap<Content, Float64Array>();

function startsOf(content: Content): Float64Array {
  const known = startsByContent.get(content);
  if (known !== undefined) return known;
  const starts = new Float64Array(content.chunks.length);
  let at = 0;
  for (const [i, chunk] of content.chunks.entries()) {
    starts[i] = at;
    at += chunkLength(chunk);
  }
  startsByContent.set(content, starts);
  return starts;
}

/** index of the last chunk that starts at or before `offset` */
function findChunk(starts: Float64Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
