/** Reading JSON that somebody else wrote. Where it is none, `json-problem.ts` says what Docker says of it. */
import { findText } from '../bytes/utf8.ts';

/** Go's `maxNestingDepth` */
export const MAX_DEPTH = 10_000;

/** The value (RFC 8259); undefined where the bytes are no UTF-8, no JSON, or lie deeper than Go reads. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = findText(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (part === '[' || part === '{') depth += 1;
    else if (part === ']' || part === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
