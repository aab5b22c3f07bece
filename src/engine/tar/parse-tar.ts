/**
 * The parser behind `readTar` and `TarScan`: a generator that asks for bytes, so the same code runs at once over bytes in memory, waiting
 * over a file that lies elsewhere, and along a stream.
 */
import type { Content } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { LimitError } from '../errors.ts';
import type { Limits } from '../ports.ts';
import { type Archive, type Decode, decodeCount, type Extension } from './decode-content.ts';
import { BLOCK, CHECKSUM, checksum, decodeNumber, isZeroBlock, paddingOf, SIZE, signedChecksum, TYPE_FLAG } from './header.ts';
import { decodePaxRecords, type PaxRecords } from './pax-records.ts';
import { TarError } from './tar-error.ts';

export type TarLimits = Pick<Limits, 'archiveEntries' | 'fileBytes'>;

export interface Range {
  readonly offset: number;
  readonly length: number;
}

export type TarParser<E> = Generator<Range, E[], Uint8Array | number>;

/** Go's limit for the records of one header, and ours for a long name. */
const MAX_RECORDS = 1 << 20;
const NO_EXTENSION: Extension = { records: new Map() };

/**
 * Yields what it needs next, ever further on, and is resumed with those bytes; or with the archive's size, where it ends before them.
 * @param decode what is wanted of an entry: `decodeEntry`, or less
 */
export function* parseTar<E extends { readonly content: Content }>(
  archive: Archive,
  limits: TarLimits,
  decode: Decode<E>,
): TarParser<E> {
  const { size } = archive;
  const entries: E[] = [];
  let extension = NO_EXTENSION;
  let at = 0;
  let last = { offset: 0, end: 0 };
  while (at < size) {
    const offset = at;
    if (offset + BLOCK > size) throw new TarError('tar.truncated', offset);
    const header = yield { offset, length: BLOCK };
    if (typeof header === 'number') {
      if (last.end > header) throw new TarError('tar.truncated', last.offset);
      if (offset < header) throw new TarError('tar.truncated', offset);
      break;
    }
    if (isZeroBlock(header)) {
      // Go wants two of them, or the end
      const next = offset + 2 * BLOCK > size ? undefined : yield { offset: offset + BLOCK, length: BLOCK };
      if (next !== undefined && typeof next !== 'number' && !isZeroBlock(next)) throw new TarError('tar.badHeader', offset + BLOCK);
      break;
    }
    checkSum(header, offset);
    const flag = String.fromCharCode(header[TYPE_FLAG] ?? 0);
    at += BLOCK;
    if (flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K') {
      const length = decodeCount(header, SIZE, offset);
      if (length === Infinity || at + length > size) throw new TarError('tar.truncated', offset);
      const data = length === 0 ? new Uint8Array(0) : yield { offset: at, length: Math.min(length, MAX_RECORDS + 1) };
      if (typeof data === 'number') throw new TarError('tar.truncated', offset);
      if (length > MAX_RECORDS) throw new TarError('tar.tooLong', offset);
      extension = extended(extension, flag, data, offset);
      at += length + paddingOf(length);
      continue;
    }
    if (entries.length >= limits.archiveEntries) throw new LimitError('archiveEntries', limits.archiveEntries);
    const entry = decode(header, flag, extension, archive, offset);
    const { content } = entry;
    extension = NO_EXTENSION;
    if (content.size > limits.fileBytes) throw new LimitError('fileBytes', limits.fileBytes);
    entries.push(entry);
    last = { offset, end: at + content.size };
    at += content.size + paddingOf(content.size);
  }
  return entries;
}

function checkSum(header: Uint8Array, offset: number): void {
  const said = decodeNumber(header, CHECKSUM);
  if (said !== checksum(header) && said !== signedChecksum(header)) throw new TarError('tar.checksum', offset);
}

function records(data: Uint8Array, offset: number): PaxRecords {
  // a copy: records outlive the part of a stream that they came in
  const decoded = decodePaxRecords(data.slice());
  if (decoded === undefined) throw new TarError('tar.badHeader', offset);
  return decoded;
}

/**
 * As Go does: of several headers of records the last one counts, so a million of them are no more than one; what is said for all that
 * follows ('g') is forgotten, with all that stands before it.
 */
function extended(before: Extension, flag: 'x' | 'g' | 'L' | 'K', data: Uint8Array, offset: number): Extension {
  if (flag === 'g') {
    records(data, offset);
    return NO_EXTENSION;
  }
  if (flag === 'x') return { ...before, records: records(data, offset) };
  const end = data.indexOf(0);
  const name = text(end === -1 ? data : data.subarray(0, end));
  return flag === 'L' ? { ...before, name } : { ...before, linkname: name };
}
