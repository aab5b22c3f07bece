/**
 * The exec form: a JSON array of strings. Anything that only looks like one is not an error but the shell form, as docker has it:
 * `CMD ['a']` runs `/bin/sh -c "['a']"`. An array with something else than strings in it is an error.
 */

import { trimLeftSpace } from './space.ts';
import type { Part } from './split-instruction.ts';

export type JsonStrings =
  | { readonly kind: 'strings'; readonly items: readonly Part[] }
  | { readonly kind: 'notStrings' }
  | { readonly kind: 'notJson' };

/** Offsets of the items are those in `text`, quotes included. */
export function parseJsonStrings(text: string): JsonStrings {
  const trimmed = trimLeftSpace(text);
  if (!trimmed.startsWith('[')) return { kind: 'notJson' };
  const values = parseArray(trimmed);
  if (values === undefined) return { kind: 'notJson' };
  if (!values.every((value) => typeof value === 'string')) return { kind: 'notStrings' };
  const offset = text.length - trimmed.length;
  const literals = [...trimmed.matchAll(/"(?:[^"\\]|\\.)*"/gs)];
  const items = values.map((value, index) => {
    const start = offset + (literals[index]?.index ?? 0);
    return { text: value, start, end: start + (literals[index]?.[0].length ?? 0) };
  });
  return { kind: 'strings', items };
}

function parseArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text.slice(0, arrayEnd(text)));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Docker's decoder reads one value and does not look at what follows: `CMD ["a"] # start` runs `a`. */
function arrayEnd(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]]/gs)) {
    if (token === '[') depth += 1;
    else if (token === ']') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}
