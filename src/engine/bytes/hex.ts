/** Lower-case hexadecimal, the form in which digests and IDs are written. */

const DIGITS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function formatHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += DIGITS[byte];
  return out;
}

/** The number that eight digits of a digest or an ID are, from `start` on. `Number.parseInt` of a slice takes ten times as long. */
export function hexNumberAt(hex: string, start: number): number {
  let number = 0;
  for (let at = start; at < start + 8; at += 1) {
    const code = hex.charCodeAt(at);
    number = number * 16 + (code < A ? code - ZERO : code - A + 10);
  }
  return number;
}

const ZERO = 48;
const A = 97;

/** @throws RangeError where the text is no even number of hex digits */
export function parseHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) throw new RangeError('not hexadecimal');
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
