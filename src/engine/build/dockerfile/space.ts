/** Go's `unicode.IsSpace` and `strings.TrimSpace`: JavaScript's own `trim` also takes U+FEFF, which Go keeps. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export function isSpace(char: string): boolean {
  return SPACE.test(char);
}

export function trimSpace(text: string): string {
  return trimRightSpace(trimLeftSpace(text));
}

export function trimLeftSpace(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  return text.slice(start);
}

function trimRightSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
