/** A copy of a value as one would make it who changes machines in place: every object of its own, bytes and functions shared. */
export function copyDeep(value: unknown, known = new Map<object, unknown>()): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const done = known.get(value);
  if (done !== undefined) return done;
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    known.set(value, copy);
    for (const [key, one] of value) copy.set(key, copyDeep(one, known));
    return copy;
  }
  if (value instanceof Set) return new Set(value);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  known.set(value, copy);
  for (const [key, one] of Object.entries(value)) Object.assign(copy, { [key]: copyDeep(one, known) });
  return copy;
}
