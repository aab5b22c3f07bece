/** One entry out of its header and what the headers before said about it. */
import { type Content, EMPTY } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import type { TarEntry, TarType } from './entry.ts';
import {
  BLOCK,
  decodeNumber,
  type Field,
  fieldBytes,
  GID,
  GNAME,
  LINK_NAME,
  MAGIC,
  MAJOR,
  MINOR,
  MODE,
  MTIME,
  NAME,
  PREFIX,
  SIZE,
  UID,
  UNAME,
} from './header.ts';
import type { PaxRecords } from './pax-records.ts';
import { TarError } from './tar-error.ts';

/** What headers before an entry's own say about it. */
export interface Extension {
  readonly records: PaxRecords;
  readonly name?: string;
  readonly linkname?: string;
}

const TYPES: ReadonlyMap<string, TarType> = new Map([
  ['\0', 'file'],
  ['0', 'file'],
  ['7', 'file'],
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['3', 'char'],
  ['4', 'block'],
  ['5', 'dir'],
  ['6', 'fifo'],
]);

const SPARSE_FLAG = 'S';
const USTAR: readonly number[] = [...'ustar\0'].map((letter) => letter.charCodeAt(0));
const PERMISSIONS = 0o7777;
const XATTR = 'SCHILY.xattr.';

/** Of which an entry is decoded. */
interface Archive {
  /** bytes; `Infinity` where it is not known yet */
  readonly size: number;
  slice(start: number, size: number): Content;
}

export function decodeEntry(header: Uint8Array, flag: string, extension: Extension, archive: Archive, offset: number): TarEntry {
  const record = extension.records;
  const name = extension.name ?? value(record, 'path') ?? headerName(header);
  const linkname = extension.linkname ?? value(record, 'linkpath') ?? fieldText(header, LINK_NAME);
  if (name.includes('\0') || linkname.includes('\0')) throw new TarError('tar.name', offset);
  if (flag === SPARSE_FLAG || isSparse(record)) throw new TarError('tar.sparse', offset, { name });
  const known = TYPES.get(flag);
  if (known === undefined) throw new TarError('tar.unsupportedType', offset, { name, flag });
  // as Go reads it: only the flag of the oldest archives leaves it to the name
  const type = flag === '\0' && name.endsWith('/') ? 'dir' : known;
  const isDevice = type === 'char' || type === 'block';
  const mode = decodeInteger(header, MODE, offset);
  const uname = value(record, 'uname') ?? fieldText(header, UNAME);
  const gname = value(record, 'gname') ?? fieldText(header, GNAME);
  return {
    name,
    type,
    mode: mode & PERMISSIONS,
    uid: integer(record, 'uid', offset) ?? decodeInteger(header, UID, offset),
    gid: integer(record, 'gid', offset) ?? decodeInteger(header, GID, offset),
    ...(uname === '' ? {} : { uname }),
    ...(gname === '' ? {} : { gname }),
    mtime: decimal(record, 'mtime', offset) ?? decodeInteger(header, MTIME, offset),
    linkname,
    content: known === 'file' ? fileContent(header, record, archive, offset) : EMPTY,
    major: isDevice ? decodeInteger(header, MAJOR, offset) : 0,
    minor: isDevice ? decodeInteger(header, MINOR, offset) : 0,
    xattrs: xattrsOf(record),
    ...(mode > PERMISSIONS ? { typeBits: true } : {}),
  };
}

/** Only a regular file has content, whatever the size field of another says. */
function fileContent(header: Uint8Array, record: PaxRecords, archive: Archive, offset: number): Content {
  const size = integer(record, 'size', offset) ?? decodeCount(header, SIZE, offset);
  if (size < 0) throw new TarError('tar.badHeader', offset);
  const start = offset + BLOCK;
  if (size === Infinity || start + size > archive.size) throw new TarError('tar.truncated', offset);
  return archive.slice(start, size);
}

function headerName(header: Uint8Array): string {
  const name = fieldText(header, NAME);
  const isUstar = USTAR.every((byte, i) => header[MAGIC.at + i] === byte);
  const prefix = isUstar ? fieldText(header, PREFIX) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Most are empty, and a decoder takes as long for nothing. */
function fieldText(header: Uint8Array, field: Field): string {
  return header[field.at] === 0 ? '' : text(fieldBytes(header, field));
}

function decodeInteger(header: Uint8Array, field: Field, offset: number): number {
  return decodeNumber(header, field) ?? bad(offset);
}

export function decodeCount(header: Uint8Array, field: Field, offset: number): number {
  const decoded = decodeNumber(header, field);
  return decoded === undefined || decoded < 0 ? bad(offset) : decoded;
}

function value(record: PaxRecords, key: string): string | undefined {
  const bytes = record.get(key);
  return bytes === undefined || bytes.length === 0 ? undefined : text(bytes);
}

function integer(record: PaxRecords, key: string, offset: number): number | undefined {
  const digits = value(record, key);
  if (digits === undefined) return undefined;
  const parsed = /^-?[0-9]{1,15}$/.test(digits) ? Number(digits) : undefined;
  return parsed ?? bad(offset);
}

function decimal(record: PaxRecords, key: string, offset: number): number | undefined {
  const digits = value(record, key);
  if (digits === undefined) return undefined;
  return /^-?[0-9]{1,15}(\.[0-9]*)?$/.test(digits) ? Number(digits) : bad(offset);
}

function bad(offset: number): never {
  throw new TarError('tar.badHeader', offset);
}

function isSparse(record: PaxRecords): boolean {
  return record.has('GNU.sparse.major') || record.has('GNU.sparse.map') || record.has('GNU.sparse.size');
}

const NO_XATTRS: ReadonlyMap<string, Uint8Array> = new Map();

function xattrsOf(record: PaxRecords): ReadonlyMap<string, Uint8Array> {
  let found: Map<string, Uint8Array> | undefined;
  for (const [key, bytes] of record) {
    if (!key.startsWith(XATTR) || bytes.length === 0) continue;
    found ??= new Map();
    found.set(key.slice(XATTR.length), bytes.slice());
  }
  return found ?? NO_XATTRS;
}
