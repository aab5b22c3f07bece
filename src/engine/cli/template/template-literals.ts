/** Numbers, characters and strings written in a template. */
import { goQuote } from '../../go/quote.ts';

export type ParsedNumber =
  | { readonly value: number; readonly isInt: boolean; readonly isRune: boolean }
  | { readonly problem: string };

/** Of a character constant (`'a'`) its code point; `1e3` counts as an int, too. */
export function parseNumber(text: string): ParsedNumber {
  if (text.startsWith("'")) {
    const rune = unquote(text);
    const [only, ...more] = [...(rune ?? '')];
    if (only === undefined || more.length > 0) return { problem: `malformed character constant: ${text}` };
    return { value: only.codePointAt(0) ?? 0, isInt: true, isRune: true };
  }
  const plain = text.replaceAll('_', '').replace(/^[+-]/, '');
  const value = Number(/^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain);
  if (plain === '' || Number.isNaN(value)) return { problem: `illegal number syntax: ${goQuote(text)}` };
  const signed = text.startsWith('-') ? -value : value;
  const looksFloat = !/^0[xX]/.test(plain) && /[.eEpP]/.test(plain);
  if (!looksFloat && !Number.isSafeInteger(signed) && Math.abs(signed) >= 2 ** 63)
    return { problem: `integer overflow: ${goQuote(text)}` };
  return { value: signed, isInt: Number.isInteger(signed), isRune: false };
}

const SIMPLE_ESCAPES = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
]);

/** Go's `strconv.Unquote`; undefined where an escape is none of Go's. */
export function unquote(quoted: string): string | undefined {
  const mark = quoted.charAt(0);
  const body = quoted.slice(1, -1);
  if (mark === '`') return body.replaceAll('\r', '');
  let isValid = true;
  const text = body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gsu,
    (_, x, u, U, octal, simple) => {
      const hex: string | undefined = x ?? u ?? U;
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
      const rune = SIMPLE_ESCAPES.get(simple);
      isValid &&= rune !== undefined && !(simple === '"' && mark === "'") && !(simple === "'" && mark === '"');
      return rune ?? '';
    },
  );
  return isValid ? text : undefined;
}

function codePoint(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
