import { compareText, utf8 } from '../bytes/utf8.ts';
import type { PaxRecords } from './pax-records.ts';

/** Sorted by key. */
export function encodePaxRecords(records: PaxRecords): Uint8Array {
  const parts = [...records].sort(([a], [b]) => compareText(a, b)).map(([key, value]) => encodeRecord(key, value));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function encodeRecord(key: string, value: Uint8Array): Uint8Array {
  const tail = utf8(` ${key}=`);
  const rest = tail.length + value.length + 1;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  const record = new Uint8Array(length);
  const digits = utf8(String(length));
  record.set(digits);
  record.set(tail, digits.length);
  record.set(value, digits.length + tail.length);
  record[length - 1] = 0x0a;
  return record;
}
