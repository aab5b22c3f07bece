/**
 * Writing tar archives, with the bytes that Go's archive/tar writes (docker, buildkit): plain ustar where everything fits, a PAX
 * header in front with just the fields that do not. GNU tar's `--format=ustar` is there for archives made by it.
 */
import { type Content, concatContents, contentOf, peekContent, zeros } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { encodePaxRecords } from './encode-pax-records.ts';
import type { TarEntry, TarType } from './entry.ts';
import {
  BLOCK,
  CHECKSUM,
  checksum,
  type Field,
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
  paddingOf,
  SIZE,
  TYPE_FLAG,
  UID,
  UNAME,
} from './header.ts';

/** `gnu-ustar`: names as UTF-8 in the header itself, the archive filled up to 10,240 bytes. */
export type TarStyle = 'go' | 'gnu-ustar';

const GNU_RECORD = 10_240;

/** The entries in the order given; the same entries always give the same bytes. */
export function writeTar(entries: readonly TarEntry[], style: TarStyle = 'go'): Content {
  const pieces = new PieceList();
  for (const entry of entries) {
    const named = withSlash(entry);
    const size = named.type === 'file' ? named.content.size : 0;
    const records = style === 'go' ? paxRecordsOf(named) : new Map<string, Uint8Array>();
    if (records.size > 0) addPaxHeader(pieces, named.name, encodePaxRecords(records));
    pieces.addBytes(encodeHeader(named, size, style, records.size > 0));
    if (size > 0) pieces.addContent(named.content);
    pieces.addZeros(paddingOf(size));
  }
  pieces.addZeros(2 * BLOCK);
  if (style === 'gnu-ustar') pieces.addZeros((GNU_RECORD - (pieces.size % GNU_RECORD)) % GNU_RECORD);
  return pieces.content();
}

function withSlash(entry: TarEntry): TarEntry {
  return entry.type === 'dir' && !entry.name.endsWith('/') ? { ...entry, name: `${entry.name}/` } : entry;
}

const FLAGS: Readonly<Record<TarType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  block: '4',
  dir: '5',
  fifo: '6',
};
const TYPE_BITS: Readonly<Record<TarType, number>> = {
  file: 0o100000,
  hardlink: 0o100000,
  symlink: 0o120000,
  char: 0o020000,
  block: 0o060000,
  dir: 0o040000,
  fifo: 0o010000,
};

/** Fields that ustar cannot hold. A long name that splits at a slash is one it can, unless a PAX header comes anyway. */
function paxRecordsOf(entry: TarEntry): ReadonlyMap<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  const addText = (key: string, value: string, length: number) => {
    if (!isAscii(value) || value.length > length) records.set(key, utf8(value));
  };
  const addNumber = (key: string, value: number, field: Field) => {
    if (!fitsOctal(value, field)) records.set(key, utf8(formatTime(value)));
  };
  addText('linkpath', entry.linkname, LINK_NAME.length);
  addText('uname', entry.uname ?? '', UNAME.length);
  addText('gname', entry.gname ?? '', GNAME.length);
  addNumber('uid', entry.uid, UID);
  addNumber('gid', entry.gid, GID);
  addNumber('mtime', entry.mtime, MTIME);
  if (entry.type === 'file') addNumber('size', entry.content.size, SIZE);
  for (const [key, value] of entry.xattrs) records.set(`SCHILY.xattr.${key}`, value);
  if (records.size > 0 || splitName(entry.name) === undefined) addText('path', entry.name, NAME.length);
  return records;
}

/** Go's `splitUSTARPath`: at the last slash that leaves a prefix of at most 155 bytes. Undefined where the name fits or cannot be split. */
function splitName(name: string): { readonly prefix: string; readonly rest: string } | undefined {
  if (name.length <= NAME.length || !isAscii(name)) return undefined;
  const end = name.length > PREFIX.length + 1 ? PREFIX.length + 1 : name.endsWith('/') ? name.length - 1 : name.length;
  const slash = name.slice(0, end).lastIndexOf('/');
  const rest = name.slice(slash + 1);
  if (slash <= 0 || rest.length > NAME.length || rest.length === 0 || slash > PREFIX.length) return undefined;
  return { prefix: name.slice(0, slash), rest };
}

function encodeHeader(entry: TarEntry, size: number, style: TarStyle, hasPax: boolean): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const ascii = style === 'go' ? toAscii : (value: string) => value;
  const split = hasPax ? undefined : splitName(entry.name);
  setText(header, NAME, ascii(split?.rest ?? entry.name));
  setText(header, PREFIX, split?.prefix ?? '');
  setOctal(header, MODE, entry.typeBits === true ? entry.mode | TYPE_BITS[entry.type] : entry.mode);
  setOctal(header, UID, entry.uid);
  setOctal(header, GID, entry.gid);
  setOctal(header, SIZE, size);
  setOctal(header, MTIME, Math.floor(entry.mtime));
  setText(header, LINK_NAME, ascii(entry.linkname));
  setText(header, UNAME, ascii(entry.uname ?? ''));
  setText(header, GNAME, ascii(entry.gname ?? ''));
  setOctal(header, MAJOR, entry.major);
  setOctal(header, MINOR, entry.minor);
  return sealed(header, FLAGS[entry.type]);
}

/** An entry of its own that says what the next one's header cannot. */
function addPaxHeader(pieces: PieceList, name: string, records: Uint8Array): void {
  const header = new Uint8Array(BLOCK);
  const slash = name.lastIndexOf('/') + 1;
  const path = cleanPath(`${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`);
  setText(header, NAME, toAscii(path).slice(0, NAME.length).replace(/\/+$/, ''));
  for (const field of [MODE, UID, GID, MTIME]) setOctal(header, field, 0);
  setOctal(header, SIZE, records.length);
  pieces.addBytes(sealed(header, 'x'));
  pieces.addBytes(records);
  pieces.addZeros(paddingOf(records.length));
}

function sealed(header: Uint8Array, flag: string): Uint8Array {
  header[TYPE_FLAG] = flag.charCodeAt(0);
  setText(header, MAGIC, 'ustar\u000000');
  const sum = checksum(header).toString(8).padStart(6, '0');
  setText(header, CHECKSUM, `${sum}\u0000 `);
  return header;
}

function setText(header: Uint8Array, { at, length }: Field, value: string): void {
  for (let i = 0; i < value.length && i < length; i += 1) {
    const code = value.charCodeAt(i);
    if (code > 0x7f) {
      header.set(utf8(value).subarray(0, length), at);
      return;
    }
    header[at + i] = code;
  }
}

/** Digits up to the last byte, which stays NUL. What does not fit is written as 0; a PAX record has it. */
function setOctal(header: Uint8Array, field: Field, value: number): void {
  const digits = (value >= 0 && value < 8 ** (field.length - 1) ? value : 0).toString(8);
  setText(header, field, digits.padStart(field.length - 1, '0'));
}

function fitsOctal(value: number, field: Field): boolean {
  return Number.isInteger(value) && value >= 0 && value < 8 ** (field.length - 1);
}

/** Seconds with at most nine digits behind the point, none of them a trailing zero. */
function formatTime(seconds: number): string {
  return Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(9).replace(/\.?0+$/, '');
}

function isAscii(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7f) return false;
  return true;
}

function toAscii(value: string): string {
  return isAscii(value) ? value : Array.from(value, (char) => (isAscii(char) ? char : '')).join('');
}

/** Go's `path.Clean` for a path with no `..`. */
function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** Small files are copied together with their headers: an archive of 20,000 of them is then a few chunks, not 60,000. */
const COPY_BELOW = 8192;
const BUFFER = 65_536;

class PieceList {
  size = 0;
  private readonly parts: Content[] = [];
  private buffer = new Uint8Array(BUFFER);
  /** of the buffer: what lies before `start` is among the parts already */
  private start = 0;
  private end = 0;

  addBytes(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (bytes.length > BUFFER) {
      this.flush();
      this.parts.push(contentOf(bytes));
      return;
    }
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** @param length less than the buffer's */
  addZeros(length: number): void {
    this.size += length;
    this.reserve(length);
    this.end += length;
  }

  addContent(content: Content): void {
    const bytes = content.size <= COPY_BELOW ? peekContent(content) : undefined;
    if (bytes !== undefined) {
      this.addBytes(bytes);
      return;
    }
    this.flush();
    this.size += content.size;
    this.parts.push(content);
  }

  content(): Content {
    this.flush();
    return concatContents(this.parts);
  }

  private reserve(length: number): void {
    if (this.end + length <= BUFFER) return;
    this.flush();
    this.buffer = new Uint8Array(BUFFER);
    this.start = 0;
    this.end = 0;
  }

  private flush(): void {
    if (this.end === this.start) return;
    this.parts.push(contentOf(this.buffer.subarray(this.start, this.end)));
    this.start = this.end;
  }
}

/** The archive with no entries. */
export const EMPTY_TAR: Content = zeros(2 * BLOCK);
