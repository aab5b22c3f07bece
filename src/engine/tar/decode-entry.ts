/** One entry out of its header and what the headers before said about it. */
import { text } from '../bytes/utf8.ts';
import { badHeader, type Decode, decodeContent, FILE_FLAGS, integer, recordText } from './decode-content.ts';
import type { TarEntry, TarType } from './entry.ts';
import {
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
  UID,
  UNAME,
} from './header.ts';
import type { PaxRecords } from './pax-records.ts';
import { TarError } from './tar-error.ts';

const TYPES: ReadonlyMap<string, TarType> = new Map([
  ...FILE_FLAGS.map((flag) => [flag, 'file'] as const),
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

export const decodeEntry: Decode<TarEntry> = (header, flag, extension, archive, offset) => {
  const record = extension.records;
  const name = extension.name ?? recordText(record, 'path') ?? headerName(header);
  const linkname = extension.linkname ?? recordText(record, 'linkpath') ?? fieldText(header, LINK_NAME);
  if (name.includes('\0') || linkname.includes('\0')) throw new TarError('tar.name', offset);
  if (flag === SPARSE_FLAG || isSparse(record)) throw new TarError('tar.sparse', offset, { name });
  const known = TYPES.get(flag);
  if (known === undefined) throw new TarError('tar.unsupportedType', offset, { name, flag });
  // as Go reads it: only the flag of the oldest archives leaves it to the name
  const type = flag === '\0' && name.endsWith('/') ? 'dir' : known;
  const isDevice = type === 'char' || type === 'block';
  const mode = decodeInteger(header, MODE, offset);
  const uname = recordText(record, 'uname') ?? fieldText(header, UNAME);
  const gname = recordText(record, 'gname') ?? fieldText(header, GNAME);
  const entry: { -readonly [K in keyof TarEntry]: TarEntry[K] } = {
    name,
    type,
    mode: mode & PERMISSIONS,
    uid: integer(record, 'uid', offset) ?? decodeInteger(header, UID, offset),
    gid: integer(record, 'gid', offset) ?? decodeInteger(header, GID, offset),
    mtime: decimal(record, 'mtime', offset) ?? decodeInteger(header, MTIME, offset),
    linkname,
    content: decodeContent(header, flag, extension, archive, offset),
    major: isDevice ? decodeInteger(header, MAJOR, offset) : 0,
    minor: isDevice ? decodeInteger(header, MINOR, offset) : 0,
    xattrs: xattrsOf(record),
  };
  if (uname !== '') entry.uname = uname;
  if (gname !== '') entry.gname = gname;
  if (mode > PERMISSIONS) entry.typeBits = true;
  return entry;
};

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
  return decodeNumber(header, field) ?? badHeader(offset);
}

function decimal(record: PaxRecords, key: string, offset: number): number | undefined {
  const digits = recordText(record, key);
  if (digits === undefined) return undefined;
  return /^-?[0-9]{1,15}(\.[0-9]*)?$/.test(digits) ? Number(digits) : badHeader(offset);
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
