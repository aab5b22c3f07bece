/** One range of bytes of a blob (RFC 9110, sections 13.1.5 and 14). */

/** `end` is exclusive. */
export type ByteRange = { readonly start: number; readonly end: number } | 'unsatisfiable';

/**
 * What a request's `Range` asks for; undefined where the whole is to be sent: no range, several, none that can be read, or one that holds for another version only.
 * @param size of the whole, bytes
 */
export function findRange(headers: Readonly<Record<string, string>>, etag: string, size: number): ByteRange | undefined {
  const { range, 'if-range': condition } = headers;
  if (range === undefined || (condition !== undefined && condition.trim() !== etag)) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end };
}
