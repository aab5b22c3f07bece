import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listNewValues, withEntry, withoutEntry } from './shared-map.ts';

const KEYS = 150;
const step = fc.record({ key: fc.nat(KEYS), value: fc.option(fc.nat(), { nil: undefined, freq: 2 }) });

test('changed by making another, it is what a Map would be: its entries, their order, and all that were before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 55, max: 120 }), fc.array(step, { maxLength: 150 }), (size, steps) => {
      const start = new Map(Array.from({ length: size }, (_, key) => [key, -key]));
      let map: ReadonlyMap<number, number> = start;
      const model = new Map(start);
      const before: { readonly map: ReadonlyMap<number, number>; readonly entries: readonly (readonly [number, number])[] }[] = [];
      for (const { key, value } of steps) {
        before.push({ map, entries: [...model] });
        map = value === undefined ? withoutEntry(map, key) : withEntry(map, key, value);
        if (value === undefined) model.delete(key);
        else model.set(key, value);
        const was = before.at(-1);
        const added = was === undefined || model.size <= was.entries.length ? [] : [value];
        expect([...listNewValues(was?.map ?? map, map)]).toEqual(added);
        expect([map.size, map.get(key), map.has(key)]).toEqual([model.size, model.get(key), model.has(key)]);
      }
      expect([...map]).toEqual([...model]);
      expect([...map.keys()]).toEqual([...model.keys()]);
      expect([...map.values()]).toEqual([...model.values()]);
      for (const old of before.slice(-40)) {
        expect([...old.map]).toEqual(old.entries);
        const known = new Map(old.entries);
        const fresh = [...model].filter(([key]) => !known.has(key)).map(([, value]) => value);
        expect([...listNewValues(old.map, map)].sort()).toEqual(fresh.sort());
      }
    }),
    { numRuns: 50 },
  );
});

test('what changes nothing gives the same map, and a large one is not copied for each change', () => {
  const large = new Map(Array.from({ length: 10_000 }, (_, key) => [key, key]));
  expect(withoutEntry(large, -1)).toBe(large);
  let copied = 0;
  const counted = new Map(large);
  const entries = counted.entries.bind(counted);
  counted[Symbol.iterator] = () => {
    copied += 1;
    return entries();
  };
  let map: ReadonlyMap<number, number> = counted;
  for (let key = 0; key < 64; key += 1) map = withEntry(map, key, -key);
  expect({ copied, size: map.size }).toEqual({ copied: 1, size: 10_000 });
});
