/**
 * Codes that people read out and type: no letter or digit that looks or sounds like another in a noisy room (no 0 O, 1 I L, 5 S, 2 Z,
 * 8 B, U V). 24 signs: six of them are 191 million codes.
 */
export const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTUWXY';
export const CLASS_CODE_LENGTH = 6;
export const RETURN_CODE_LENGTH = 8;

/** What people type for what they read. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([['V', 'U']]);

/** @param bytes random, one per sign; those that would make some signs likelier are left out, so give more than needed */
export function codeFromBytes(bytes: Uint8Array, length: number): string | undefined {
  const limit = 256 - (256 % CODE_ALPHABET.length);
  const signs = [...bytes].filter((byte) => byte < limit).map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length));
  return signs.length < length ? undefined : signs.slice(0, length).join('');
}

/** `k7q-2mx` is typed in many ways; undefined where it cannot be a code. */
export function parseCode(typed: string, length: number): string | undefined {
  if (typed.length > 40) return undefined;
  const signs = [...typed.toUpperCase().replace(/[\s._–—-]/g, '')].map((sign) => LOOKS_LIKE.get(sign) ?? sign);
  return signs.length === length && signs.every((sign) => CODE_ALPHABET.includes(sign)) ? signs.join('') : undefined;
}

/** In halves, as it is shown: `K7Q-4MX`. */
export function formatCode(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)}-${code.slice(half)}`;
}
