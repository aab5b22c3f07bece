/** Where an entry's content lies: all that a thread needs to know which only looks for headers. */
import { type Content, EMPTY } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { BLOCK, decodeNumber, type Field, SIZE } from './header.ts';
import type { PaxRecords } from './pax-records.ts';
import { TarError } from './tar-error.ts';

/** What headers before an entry's own say about it. */
export interface Extension {
  readonly records: PaxRecords;
  readonly name?: string;
  readonly linkname?: string;
}

/** Of which an entry is decoded. */
export interface Archive {
  /** bytes; `Infinity` where it is not known yet */
  readonly size: number;
  slice(start: number, size: number): Content;
}

/** What becomes of an entry. @throws TarError */
export type Decode<E> = (header: Uint8Array, flag: string, extension: Extension, archive: Archive, offset: number) => E;

/** The flags of regular files. */
export const FILE_FLAGS: readonly string[] = ['\0', '0', '7'];

/** Only a regular file has content, whatever the size field of another says. */
export const decodeContent: Decode<Content> = (header, flag, { records }, archive, offset) => {
  if (!FILE_FLAGS.includes(flag)) return EMPTY;
  const size = integer(records, 'size', offset) ?? decodeCount(header, SIZE, offset);
  if (size < 0) throw new TarError('tar.badHeader', offset);
  const start = offset + BLOCK;
  if (size === Infinity || start + size > archive.size) throw new TarError('tar.truncated', offset);
  return archive.slice(start, size);
};

export function decodeCount(header: Uint8Array, field: Field, offset: number): number {
  const decoded = decodeNumber(header, field);
  return decoded === undefined || decoded < 0 ? badHeader(offset) : decoded;
}

export function integer(record: PaxRecords, key: string, offset: number): number | undefined {
  const digits = recordText(record, key);
  if (digits === undefined) return undefined;
  const parsed = /^-?[0-9]{1,15}$/.test(digits) ? Number(digits) : undefined;
  return parsed ?? badHeader(offset);
}

export function recordText(record: PaxRecords, key: string): string | undefined {
  const bytes = record.get(key);
  return bytes === undefined || bytes.length === 0 ? undefined : text(bytes);
}

export function badHeader(offset: number): never {
  throw new TarError('tar.badHeader', offset);
}
