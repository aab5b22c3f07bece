/** `html`, `js` and `urlquery` (Go, text/template/funcs.go and net/url). */
import { utf8 } from '../../bytes/utf8.ts';

const HTML = new Map([
  ['\0', '\ufffd'],
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);
const JAVASCRIPT = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['"', '\\"'],
  ['<', '\\u003C'],
  ['>', '\\u003E'],
  ['&', '\\u0026'],
  ['=', '\\u003D'],
]);

export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (mark) => HTML.get(mark) ?? mark);
}

export function escapeJavaScript(text: string): string {
  return [...text]
    .map((rune) => {
      const known = JAVASCRIPT.get(rune);
      if (known !== undefined) return known;
      const code = rune.codePointAt(0) ?? 0;
      const isHidden = code < 0x20 || (code >= 0x7f && !/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(rune));
      return isHidden ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}` : rune;
    })
    .join('');
}

export function escapeQuery(text: string): string {
  return [...utf8(text)]
    .map((byte) => {
      const rune = String.fromCharCode(byte);
      if (rune === ' ') return '+';
      return /[A-Za-z0-9\-_.~]/.test(rune) ? rune : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
