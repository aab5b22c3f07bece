/**
 * Maps of a machine, changed by making another: a machine with a thousand images has a thousand and one after the next commit, and both are
 * kept. Small ones are copied whole. A large one is a base that many share and what has changed since; when that has grown, it becomes a
 * base of its own. Keys come in the order of a `Map`: a changed entry keeps its place, one that was taken out and put in again is last.
 */

/** Up to here a copy is cheaper than looking in several places. */
const SMALL = 64;
const MAX_CHANGES = 32;

/** The map with this entry. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  if (map.size <= SMALL) return new Map(map).set(key, value);
  return (map instanceof SharedMap ? map : new SharedMap(map)).with(key, value);
}

/** The map without this entry; the same one where it has none. */
export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  if (map.size > SMALL) return (map instanceof SharedMap ? map : new SharedMap(map)).without(key);
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** Those of `after` that `before` has under no key, in no certain order. */
export function* listNewValues<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): Iterable<V> {
  const isNew = (key: K): boolean => !before.has(key);
  const keys = before instanceof SharedMap && after instanceof SharedMap ? after.findNewKeys(before) : undefined;
  if (keys === undefined) {
    for (const [key, value] of after) if (isNew(key)) yield value;
    return;
  }
  for (const key of keys) {
    const value = after.get(key);
    if (value !== undefined && isNew(key)) yield value;
  }
}

class SharedMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  /** never changed */
  private readonly base: ReadonlyMap<K, V>;
  /** in the places of the base */
  private readonly changed: ReadonlyMap<K, V>;
  private readonly removed: ReadonlySet<K>;
  /** behind the base */
  private readonly added: ReadonlyMap<K, V>;

  constructor(
    base: ReadonlyMap<K, V>,
    changed: ReadonlyMap<K, V> = new Map(),
    removed: ReadonlySet<K> = new Set(),
    added: ReadonlyMap<K, V> = new Map(),
  ) {
    this.base = base;
    this.changed = changed;
    this.removed = removed;
    this.added = added;
    this.size = base.size - removed.size + added.size;
  }

  get(key: K): V | undefined {
    if (this.added.has(key)) return this.added.get(key);
    if (this.removed.has(key)) return undefined;
    return this.changed.has(key) ? this.changed.get(key) : this.base.get(key);
  }

  has(key: K): boolean {
    return this.added.has(key) || (this.base.has(key) && !this.removed.has(key));
  }

  with(key: K, value: V): ReadonlyMap<K, V> {
    const isInBase = !this.added.has(key) && this.base.has(key) && !this.removed.has(key);
    return isInBase
      ? settle(new SharedMap(this.base, new Map(this.changed).set(key, value), this.removed, this.added))
      : settle(new SharedMap(this.base, this.changed, this.removed, new Map(this.added).set(key, value)));
  }

  without(key: K): ReadonlyMap<K, V> {
    if (this.added.has(key)) {
      const added = new Map(this.added);
      added.delete(key);
      return settle(new SharedMap(this.base, this.changed, this.removed, added));
    }
    const changed = new Map(this.changed);
    changed.delete(key);
    return settle(new SharedMap(this.base, changed, new Set(this.removed).add(key), this.added));
  }

  /** All that may be new here are among them; undefined where there is no base in common. */
  findNewKeys(before: SharedMap<K, V>): ReadonlySet<K> | undefined {
    return this.base === before.base ? new Set([...this.added.keys(), ...before.removed]) : undefined;
  }

  get changes(): number {
    return this.changed.size + this.removed.size + this.added.size;
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.base) {
      if (this.removed.has(key)) continue;
      const now = this.changed.get(key);
      yield [key, now === undefined ? value : now];
    }
    yield* this.added;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }
}

function settle<K, V>(map: SharedMap<K, V>): ReadonlyMap<K, V> {
  return map.size <= SMALL || map.changes > MAX_CHANGES ? new Map(map) : map;
}
