/**
 * Text and bytes. The engine is built without DOM and Node types, so the two classes that every platform has are declared here and
 * nowhere else.
 */
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { readonly read: number };
};
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Up to here a loop is done before the platform's encoder has begun. */
const SHORT = 48;

/** What was encoded last, where it is ASCII: on its way from a command to a screen text is encoded once, and decoded twice. */
let last: { readonly text: string; readonly bytes: Uint8Array } = { text: '', bytes: new Uint8Array() };

/** Nobody changes the bytes. */
export function utf8(text: string): Uint8Array {
  const bytes = encode(text);
  if (bytes.length === text.length) last = { text, bytes };
  return bytes;
}

function encode(text: string): Uint8Array {
  const { length } = text;
  const bytes = new Uint8Array(length);
  // most are ASCII, and into what is there already it takes a quarter less
  if (length > SHORT) return encoder.encodeInto(text, bytes).read === length ? bytes : encoder.encode(text);
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return encoder.encode(text);
    bytes[at] = code;
  }
  return bytes;
}

/** Lossy, as a terminal decodes: what is no UTF-8 becomes U+FFFD. A byte order mark is kept. */
export function text(bytes: Uint8Array): string {
  return bytes === last.bytes ? last.text : lossy.decode(bytes);
}

/** The text, or undefined where the bytes are no UTF-8. */
export function findText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Number of bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/**
 * Order of the UTF-8 bytes, which is Go's and `LC_ALL=C sort`'s. JavaScript compares UTF-16 units, and there the surrogates of
 * U+10000 and above come before U+E000.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}
