/**
 * Reading tar archives: ustar, PAX, GNU's long names and base-256 numbers, as GNU tar, bsdtar and Go write them. Only headers are
 * read; a file's content is a slice of the archive's.
 *
 * The parser is a generator that asks for bytes, so the same code runs at once over bytes in memory and waiting over a file that
 * lies elsewhere.
 */
import { type Content, chunkLength, EMPTY, peekContent, readContent, sliceContent } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { EngineError } from '../errors.ts';
import type { Limits } from '../ports.ts';
import type { TarEntry, TarType } from './entry.ts';
import {
  BLOCK,
  CHECKSUM,
  checksums,
  decodeNumber,
  type Field,
  fieldBytes,
  GID,
  GNAME,
  isZeroBlock,
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
import { decodePaxRecords, type PaxRecords } from './pax-records.ts';

export type { TarEntry, TarType } from './entry.ts';

export type TarErrorCode =
  /** the archive ends inside a header or a file */
  | 'tar.truncated'
  /** the header's sum is another: no tar, or damaged */
  | 'tar.checksum'
  /** a number, a record or a size that cannot be */
  | 'tar.badHeader'
  /** an empty name, one with NUL in it, or longer than Linux takes */
  | 'tar.name'
  /** a kind of entry that docker does not unpack: sparse files, volumes */
  | 'tar.unsupportedType'
  | 'tar.tooManyEntries'
  | 'tar.tooLarge';

/** `offset`: of the header, bytes from the archive's start. */
export class TarError extends EngineError<TarErrorCode, { readonly offset: number; readonly name?: string }> {
  constructor(code: TarErrorCode, offset: number, name?: string) {
    super(code, name === undefined ? { offset } : { offset, name });
    this.name = 'TarError';
  }
}

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
const MAX_PATH = 4096;
const MAX_NAME = 255;

/** What headers before an entry's own say about it. */
interface Extension {
  readonly records: PaxRecords;
  readonly name?: string;
  readonly linkname?: string;
}
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
      const size = number(header, SIZE, offset);
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

const USTAR = 'ustar\0';
const PERMISSIONS = 0o7777;
const XATTR = 'SCHILY.xattr.';

function decodeEntry(header: Uint8Array, flag: string, extension: Extension, content: Content, offset: number): TarEntry {
  const record = extension.records;
  const name = extension.name ?? value(record, 'path') ?? headerName(header);
  const linkname = extension.linkname ?? value(record, 'linkpath') ?? text(fieldBytes(header, LINK_NAME));
  checkName(name, offset);
  if (linkname.includes('\0') || linkname.length > MAX_PATH) throw new TarError('tar.name', offset, name);
  const known = TYPES.get(flag);
  if (known === undefined || isSparse(record)) throw new TarError('tar.unsupportedType', offset, name);
  const type = known === 'file' && name.endsWith('/') ? 'dir' : known;
  const isDevice = type === 'char' || type === 'block';
  const mode = number(header, MODE, offset);
  const uname = value(record, 'uname') ?? text(fieldBytes(header, UNAME));
  const gname = value(record, 'gname') ?? text(fieldBytes(header, GNAME));
  return {
    name,
    type,
    mode: mode & PERMISSIONS,
    uid: integer(record, 'uid', offset) ?? number(header, UID, offset),
    gid: integer(record, 'gid', offset) ?? number(header, GID, offset),
    ...(uname === '' ? {} : { uname }),
    ...(gname === '' ? {} : { gname }),
    mtime: decimal(record, 'mtime', offset) ?? decodeNumber(header, MTIME) ?? bad(offset),
    linkname,
    content: known === 'file' ? fileContent(header, record, content, offset) : EMPTY,
    major: isDevice ? number(header, MAJOR, offset) : 0,
    minor: isDevice ? number(header, MINOR, offset) : 0,
    xattrs: xattrsOf(record),
    ...(mode > PERMISSIONS ? { typeBits: true } : {}),
  };
}

/** Only a regular file has content, whatever the size field of another says. */
function fileContent(header: Uint8Array, record: PaxRecords, content: Content, offset: number): Content {
  const size = integer(record, 'size', offset) ?? number(header, SIZE, offset);
  if (size < 0) throw new TarError('tar.badHeader', offset);
  const start = offset + BLOCK;
  if (start + size > content.size) throw new TarError('tar.truncated', offset);
  return sliceContent(content, start, start + size);
}

function headerName(header: Uint8Array): string {
  const name = text(fieldBytes(header, NAME));
  const isUstar = text(header.subarray(MAGIC.at, MAGIC.at + USTAR.length)) === USTAR;
  const prefix = isUstar ? text(fieldBytes(header, PREFIX)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function checkName(name: string, offset: number): void {
  if (name === '' || name.length > MAX_PATH || name.includes('\0')) throw new TarError('tar.name', offset, name.slice(0, MAX_NAME));
  if (name.length <= MAX_NAME) return;
  if (name.split('/').some((part) => part.length > MAX_NAME)) throw new TarError('tar.name', offset, name);
}

function number(header: Uint8Array, field: Field, offset: number): number {
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
  const parsed = /^[0-9]{1,15}$/.test(digits) ? Number(digits) : undefined;
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

/** Whether bytes begin with a tar header whose sum is right. */
export function isTar(header: Uint8Array): boolean {
  if (header.length < BLOCK) return false;
  const { unsigned, signed } = checksums(header);
  const said = decodeNumber(header, CHECKSUM);
  return !isZeroBlock(header.subarray(0, BLOCK)) && (said === unsigned || said === signed);
}
