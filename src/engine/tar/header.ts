/** The 512 bytes of a ustar header: where each field lies, and how numbers are written in it. */

export const BLOCK = 512;

export interface Field {
  readonly at: number;
  readonly length: number;
}

export const NAME: Field = { at: 0, length: 100 };
export const MODE: Field = { at: 100, length: 8 };
export const UID: Field = { at: 108, length: 8 };
export const GID: Field = { at: 116, length: 8 };
export const SIZE: Field = { at: 124, length: 12 };
export const MTIME: Field = { at: 136, length: 12 };
export const CHECKSUM: Field = { at: 148, length: 8 };
export const TYPE_FLAG = 156;
export const LINK_NAME: Field = { at: 157, length: 100 };
export const MAGIC: Field = { at: 257, length: 8 };
export const UNAME: Field = { at: 265, length: 32 };
export const GNAME: Field = { at: 297, length: 32 };
export const MAJOR: Field = { at: 329, length: 8 };
export const MINOR: Field = { at: 337, length: 8 };
export const PREFIX: Field = { at: 345, length: 155 };

/** Bytes up to the next block. */
export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** The field's bytes before its first NUL. */
export function fieldBytes(header: Uint8Array, field: Field): Uint8Array {
  const bytes = header.subarray(field.at, field.at + field.length);
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Octal digits between blanks and NULs, or base 256 where the first bit is set; undefined where it is neither, or more than 64 bits.
 * What is beyond JavaScript's integers is infinite.
 */
export function decodeNumber(header: Uint8Array, field: Field): number | undefined {
  const first = header[field.at] ?? 0;
  if ((first & 0x80) !== 0) return decodeBase256(header.subarray(field.at, field.at + field.length));
  let value = 0;
  let state: 'before' | 'in' | 'behind' = 'before';
  for (let i = field.at; i < field.at + field.length; i++) {
    const byte = header[i] ?? 0;
    const isBlank = byte === 0x20 || byte === 0;
    if (isBlank) {
      if (state === 'in') state = 'behind';
      continue;
    }
    if (byte < 0x30 || byte > 0x37 || state === 'behind') return undefined;
    state = 'in';
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

/** Two's complement in all bits but the first (GNU's extension). */
function decodeBase256(bytes: Uint8Array): number | undefined {
  const isNegative = ((bytes[0] ?? 0) & 0x40) !== 0;
  let value = isNegative ? -1 : 0;
  for (const [i, byte] of bytes.entries()) {
    const digit = i === 0 ? (isNegative ? byte | 0x80 : byte & 0x7f) : byte;
    value = i === 0 ? (isNegative ? digit - 256 : digit) : value * 256 + digit;
  }
  if (value > 2 ** 63 || value < -(2 ** 63)) return undefined;
  if (Number.isSafeInteger(value)) return value;
  return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

const BLANKS = 8 * 0x20;
/** Every second byte of a word: 128 words of two bytes each fit into 16 bits. */
const EVEN = 0x00ff00ff;

/** The sum of the header's bytes with the checksum's own eight taken as blanks. */
export function checksum(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, BLOCK);
  let sums = 0;
  for (let at = 0; at < BLOCK; at += 4) {
    const word = view.getUint32(at);
    sums += (word & EVEN) + ((word >>> 8) & EVEN);
  }
  let sum = (sums & 0xffff) + (sums >>> 16) + BLANKS;
  for (let at = CHECKSUM.at; at < CHECKSUM.at + CHECKSUM.length; at++) sum -= view.getUint8(at);
  return sum;
}

/** As old tars summed: bytes from 128 on are negative. */
export function signedChecksum(header: Uint8Array): number {
  let negative = 0;
  for (let at = 0; at < BLOCK; at++) {
    const isOwn = at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length;
    if (!isOwn) negative += (header[at] ?? 0) >> 7;
  }
  return checksum(header) - 256 * negative;
}
