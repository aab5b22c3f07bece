/** What stands where in JSON that has another shape than was asked for. */

/** Go's words for what stands in JSON */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'bool' | 'null' | 'nothing';

export function kindOf(value: unknown): JsonKind {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'object';
}

/** What stands at a path of keys like `rootfs.diff_ids[0]`. */
export function valueAt(json: unknown, at: string): unknown {
  let value = json;
  for (const key of at.split(/[.[\]]+/).filter((part) => part !== '')) {
    value = typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
  }
  return value;
}
