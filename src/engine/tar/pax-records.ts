/**
 * The records of a PAX extended header (pax(1)): `record = length " " key "=" value "\n"`, where `length` counts the whole record,
 * itself included. Values are bytes: an extended attribute need not be text.
 */
import { text } from '../bytes/utf8.ts';

export type PaxRecords = ReadonlyMap<string, Uint8Array>;

/** Undefined where the bytes are not well formed. */
export function decodePaxRecords(bytes: Uint8Array): PaxRecords | undefined {
  const records = new Map<string, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    // Some writers pad with NULs.
    if (bytes[at] === 0) return bytes.subarray(at).every((byte) => byte === 0) ? records : undefined;
    const blank = bytes.indexOf(0x20, at);
    const digits = blank === -1 ? '' : text(bytes.subarray(at, blank));
    if (!/^[0-9]{1,10}$/.test(digits)) return undefined;
    const end = at + Number(digits);
    const equals = bytes.indexOf(0x3d, blank);
    if (end > bytes.length || equals === -1 || equals >= end - 1 || equals === blank + 1 || bytes[end - 1] !== 0x0a)
      return undefined;
    records.set(text(bytes.subarray(blank + 1, equals)), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}
