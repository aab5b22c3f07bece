import { describe, expect, test } from 'vitest';
import { type Backing, createStorage } from './storage.ts';

interface Note {
  readonly version: 2;
  readonly text: string;
}
function backing(entries: Record<string, string> = {}): Backing & { readonly map: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

test('what is written is read again, under a name of our own', () => {
  const store = backing();
  const storage = createStorage(store);
  storage.write<Note>('n', { version: 2, text: 'a' });
  expect(store.map).toEqual(new Map([['camadas.n', '{"version":2,"text":"a"}']]));
  expect(createStorage(store).read<Note>('n', 2)).toEqual({ version: 2, text: 'a' });
  storage.remove('n');
  expect(storage.read<Note>('n', 2)).toBeUndefined();
});

test.each([
  { name: 'another version', kept: '{"version":1,"text":"a"}' },
  { name: 'no version', kept: '"a"' },
  { name: 'nothing', kept: 'null' },
  { name: 'damaged', kept: '{"version":2,' },
])('counts as absent: $name', ({ kept }) => {
  expect(createStorage(backing({ 'camadas.n': kept })).read<Note>('n', 2)).toBeUndefined();
});

describe('a browser that stores nothing', () => {
  const refuse = () => {
    throw new Error('denied');
  };
  test.each([
    { name: 'no storage', store: undefined },
    { name: 'storage that throws', store: { getItem: refuse, setItem: refuse, removeItem: refuse } },
  ])('$name: kept as long as the page lives', ({ store }) => {
    const storage = createStorage(store);
    storage.write<Note>('n', { version: 2, text: 'a' });
    expect(storage.read<Note>('n', 2)).toEqual({ version: 2, text: 'a' });
    storage.remove('n');
    expect(storage.read<Note>('n', 2)).toBeUndefined();
  });
});
