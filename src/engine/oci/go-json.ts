/**
 * JSON as Go's encoding/json writes it, so that what we store has the digest that docker's own bytes would have: `<`, `>` and `&`
 * escaped for HTML (but not in the answers of the daemon's API), U+2028 and U+2029 too, map keys sorted by bytes.
 */
import { compareText } from '../bytes/utf8.ts';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }
  | ReadonlyMap<string, Json>
  | JsonPart;

/** A value that many texts have in common: it is written once, and read once. */
export class JsonPart {
  readonly source: Json;
  private written: string | undefined;
  private wasRead: unknown;

  constructor(source: Json) {
    this.source = source;
  }

  /** Without indentation. */
  get text(): string {
    this.written ??= formatGoJson(this.source);
    return this.written;
  }

  /** What somebody gets who reads the text; always the same object. */
  get value(): unknown {
    this.wasRead ??= readBack(this.source);
    return this.wasRead;
  }
}

/** What `JSON.parse` makes of the text that `formatGoJson` writes, without the text. */
export function readBack(value: Json): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return PLAIN.test(value) ? value : JSON.parse(quote(value));
  if (value instanceof JsonPart) return value.value;
  if (isList(value)) return value.map(readBack);
  if (isMap(value)) {
    const keys = [...value.keys()].sort(compareText);
    return Object.fromEntries(keys.map((key) => [readBack(key), readBack(value.get(key) ?? null)]));
  }
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) fields[key] = readBack(item);
  }
  return fields;
}

/**
 * An object's keys stand in their own order, as the fields of a Go struct; a `Map` is a Go map, whose keys are sorted. A key with the
 * value undefined is left out.
 * @param indent `json.MarshalIndent`'s; without it nothing stands between the tokens
 */
export function formatGoJson(value: Json, indent = ''): string {
  return write(value, indent, indent === '' ? '' : '\n');
}

/** The same with `<`, `>` and `&` as they are (`SetEscapeHTML(false)`), indented by four blanks as `docker inspect` prints it. */
export function formatApiJson(value: Json): string {
  return write(value, '    ', '\n').replace(/\\(\\|u003c|u003e|u0026)/g, (escape) => HTML.get(escape) ?? escape);
}

const HTML: ReadonlyMap<string, string> = new Map([
  ['\\u003c', '<'],
  ['\\u003e', '>'],
  ['\\u0026', '&'],
]);

function write(value: Json, indent: string, newline: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return quote(value);
  if (value instanceof JsonPart) return newline === '' ? value.text : write(value.source, indent, newline);
  const inner = newline + indent;
  let out = '';
  if (isList(value)) {
    for (const item of value) out += (out === '' ? inner : `,${inner}`) + write(item, indent, inner);
    return out === '' ? '[]' : `[${out}${newline}]`;
  }
  const colon = newline === '' ? ':' : ': ';
  const keys = isMap(value) ? [...value.keys()].sort(compareText) : Object.keys(value);
  for (const key of keys) {
    const item = isMap(value) ? value.get(key) : value[key];
    if (item !== undefined) out += `${(out === '' ? inner : `,${inner}`) + quote(key)}${colon}${write(item, indent, inner)}`;
  }
  return out === '' ? '{}' : `{${out}${newline}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is ReadonlyMap<string, Json> {
  return value instanceof Map;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Nothing in it has to be escaped. */
const PLAIN = /^[ !#-%'-;=?-[\]-~]*$/;

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return `"${text.replace(/["\\<>&\u2028\u2029\u0000-\u001f]|\p{Surrogate}/gu, escaped)}"`;
}

/** Half of a surrogate pair alone is no text; Go writes the replacement character as an escape. */
function escaped(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  return SHORT.get(char) ?? `\\u${code.toString(16).padStart(4, '0')}`;
}
