/** Go's `%q` of a string (`strconv.Quote`): docker's messages and history rows quote with it. */
const NAMED = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);
/** Go's IsPrint: letters, marks, numbers, punctuation, symbols, and of the spaces only U+0020. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

export function goQuote(text: string): string {
  let out = '"';
  for (const char of text) out += NAMED.get(char) ?? (PRINTABLE.test(char) ? char : escapeRune(char));
  return `${out}"`;
}

/** Go's `%q` of a `[]string`: `["cat" "/one"]`. */
export function goQuoteList(list: readonly string[]): string {
  return `[${list.map(goQuote).join(' ')}]`;
}

function escapeRune(char: string): string {
  const rune = char.codePointAt(0) ?? 0;
  const hex = rune.toString(16);
  if (rune < 0x20 || rune === 0x7f) return `\\x${hex.padStart(2, '0')}`;
  return rune < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
