/**
 * Reading tar archives: ustar, PAX, GNU's long names and base-256 numbers, as GNU tar, bsdtar and Go write them. Only headers are
 * read; a file's content is a slice of the archive's.
 *
 * The parser is a generator that asks for bytes, so the same code runs at once over bytes in memory and waiting over a file that
 * lies elsewhere.
 */
import { type Content, chunkLength, peekContent, readContent, sliceContent } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import type { Limits } from '../ports.ts';
import { decodeCount, decodeEntry, type Extension } from './decode-entry.ts';
import type { TarEntry } from './entry.ts';
import { BLOCK, CHECKSUM, checksums, decodeNumber, isZeroBlock, paddingOf, SIZE, TYPE_FLAG } from './header.ts';
import { decodePaxRecords, type PaxRecords } from './pax-records.ts';
import { TarError } from './tar-error.ts';

export type { TarEntry, TarType } from './entry.ts';
export { TarError, type TarErrorCode } from './tar-error.ts';

export type TarLimits = Pick<Limits, 'archiveEntries' | 'fileBytes'>;

/** Entries in the archive's order. @throws TarError */
export async function readTar(content: Content, limits: TarLimits): Promise<TarEntry[]> {
  const parser = parse(content, limits);
  const window = new ReadWindow(content);
  let step = parser.next();
  while (!step.done) step = parser.next(window.find(step.value) ?? (await window.fetch(step.value)));
  return step.value;
}

/** Like `readTar`, at once; undefined where a part would have to be fetched. @throws TarError */
export function readTarNow(content: Content, limits: TarLimits): TarEntry[] | undefined {
  if (content.chunks.some((chunk) => chunk.kind === 'lazy')) return undefined;
  const parser = parse(content, limits);
  const window = new ReadWindow(content);
  let step = parser.next();
  while (!step.done) {
    const bytes = window.find(step.value) ?? window.peek(step.value);
    if (bytes === undefined) return undefined;
    step = parser.next(bytes);
  }
  return step.value;
}

interface Range {
  readonly offset: number;
  readonly length: number;
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

/** Go's limit for the records of one header, and ours for a long name. */
const MAX_RECORDS = 1 << 20;
const NO_EXTENSION: Extension = { records: new Map() };

function* parse(content: Content, limits: TarLimits): Generator<Range, TarEntry[], Uint8Array> {
  const entries: TarEntry[] = [];
  let global: PaxRecords = new Map();
  let extension = NO_EXTENSION;
  let at = 0;
  while (at < content.size) {
    const offset = at;
    if (offset + BLOCK > content.size) throw new TarError('tar.truncated', offset);
    const header = yield { offset, length: BLOCK };
    if (isZeroBlock(header)) break;
    checkSum(header, offset);
    const flag = String.fromCharCode(header[TYPE_FLAG] ?? 0);
    at += BLOCK;
    if (flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K') {
      const size = decodeCount(header, SIZE, offset);
      if (size > MAX_RECORDS) throw new TarError('tar.badHeader', offset);
      if (at + size > content.size) throw new TarError('tar.truncated', offset);
      const data = size === 0 ? new Uint8Array(0) : yield { offset: at, length: size };
      if (flag === 'g') global = merged(global, records(data, offset));
      else extension = extended(extension, flag, data, offset);
      at += size + paddingOf(size);
      continue;
    }
    const record: Extension = { ...extension, records: merged(global, extension.records) };
    extension = NO_EXTENSION;
    if (entries.length >= limits.archiveEntries) throw new TarError('tar.tooManyEntries', offset);
    const entry = decodeEntry(header, flag, record, content, offset);
    if (entry.content.size > limits.fileBytes) throw new TarError('tar.tooLarge', offset, entry.name);
    entries.push(entry);
    at += entry.content.size + paddingOf(entry.content.size);
  }
  if (extension !== NO_EXTENSION) throw new TarError('tar.truncated', at);
  return entries;
}

function checkSum(header: Uint8Array, offset: number): void {
  const said = decodeNumber(header, CHECKSUM);
  const { unsigned, signed } = checksums(header);
  if (said !== unsigned && said !== signed) throw new TarError('tar.checksum', offset);
}

function records(data: Uint8Array, offset: number): PaxRecords {
  const decoded = decodePaxRecords(data);
  if (decoded === undefined) throw new TarError('tar.badHeader', offset);
  return decoded;
}

/** A record with no value takes back what was said before. */
function merged(before: PaxRecords, after: PaxRecords): PaxRecords {
  if (before.size === 0 || after.size === 0) return before.size === 0 ? after : before;
  return new Map([...before, ...after]);
}

function extended(before: Extension, flag: 'x' | 'L' | 'K', data: Uint8Array, offset: number): Extension {
  if (flag === 'x') return { ...before, records: merged(before.records, records(data, offset)) };
  const end = data.indexOf(0);
  const name = text(end === -1 ? data : data.subarray(0, end));
  return flag === 'L' ? { ...before, name } : { ...before, linkname: name };
}

/** Whether bytes begin with a tar header whose sum is right. */
export function isTar(header: Uint8Array): boolean {
  if (header.length < BLOCK) return false;
  const { unsigned, signed } = checksums(header);
  const said = decodeNumber(header, CHECKSUM);
  return !isZeroBlock(header.subarray(0, BLOCK)) && (said === unsigned || said === signed);
}
