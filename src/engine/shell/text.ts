/**
 * Bytes as text without loss. Words, lines and patterns are JavaScript strings; a byte that is no UTF-8 becomes the lone surrogate
 * U+DC00 + byte (Python's "surrogateescape") and turns back into that byte when it is written.
 */
import { findText, utf8 } from '../bytes/utf8.ts';

const ESCAPE = 0xdc00;

export function decodeText(bytes: Uint8Array): string {
  return findText(bytes) ?? decodeSlowly(bytes);
}

export function encodeText(text: string): Uint8Array {
  return /[\udc80-\udcff]/.test(text) ? encodeSlowly(text) : utf8(text);
}

function decodeSlowly(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const char = length > 0 ? findText(bytes.subarray(at, at + length)) : undefined;
    if (char === undefined || at + length > bytes.length) {
      out += String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
      at += 1;
    } else {
      out += char;
      at += length;
    }
  }
  return out;
}

/** 0 where no sequence begins with this byte */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function encodeSlowly(text: string): Uint8Array {
  const out: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) out.push(point - ESCAPE);
    else out.push(...utf8(char));
  }
  return Uint8Array.from(out);
}
