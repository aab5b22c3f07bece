/**
 * bash's associative arrays (`declare -A`). Elements are kept by the place that their key has in bash's table of 1024 chains
 * (bash 5.2 `assoc.h`, `hashlib.c`), so that they are listed in bash's order; in one chain the newest key comes first.
 */
import { utf8 } from '../../bytes/utf8.ts';

const CHAINS = 1024;
const PLACES_OF_CHAIN = 2 ** 20;
const FNV_OFFSET = 2166136261;
const FNV_PRIME = 16777619;

export class AssociativeArray extends Map<number, string> {
  readonly #keys: Map<number, string>;

  constructor(from?: AssociativeArray) {
    super(from);
    this.#keys = new Map(from?.entriesOfKeys);
  }

  get entriesOfKeys(): Iterable<[number, string]> {
    return this.#keys;
  }

  /** where the key is, or would be */
  placeOf(key: string): number {
    for (const [place, known] of this.#keys) if (known === key) return place;
    return (hashOf(key) % CHAINS) * PLACES_OF_CHAIN + (PLACES_OF_CHAIN - 1 - this.#keys.size);
  }

  keyAt(place: number): string {
    return this.#keys.get(place) ?? '';
  }

  put(key: string, value: string): this {
    const place = this.placeOf(key);
    this.#keys.set(place, key);
    return this.set(place, value);
  }
}

function hashOf(key: string): number {
  let hash = FNV_OFFSET;
  for (const byte of utf8(key)) hash = Math.imul(hash, FNV_PRIME) ^ byte;
  return hash >>> 0;
}

/** To change: the elements of an array, or the one of a text. */
export function copyElements(value: string | ReadonlyMap<number, string> | undefined): Map<number, string> {
  if (value instanceof AssociativeArray) return new AssociativeArray(value);
  return new Map(typeof value === 'string' ? [[0, value]] : value);
}

/** The names of an array's elements, in order. */
export function listKeys(value: string | ReadonlyMap<number, string> | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return ['0'];
  const places = [...value.keys()].sort((a, b) => a - b);
  return value instanceof AssociativeArray ? places.map((place) => value.keyAt(place)) : places.map(String);
}
