import { expect, test } from 'vitest';
import { isAnythingKept } from './anything-kept.ts';

const listing = (...names: string[]) => ({ databases: async () => names.map((name) => ({ name, version: 1 })) });
const forbidden = {
  databases: async (): Promise<never> => {
    throw new DOMException('forbidden', 'SecurityError');
  },
};
const storage = (...keys: string[]): Storage => ({
  length: keys.length,
  key: (index) => keys[index] ?? null,
  getItem: () => '{}',
  setItem() {},
  removeItem() {},
  clear() {},
});

test.each([
  { name: 'a first visit', backing: storage(), databases: listing(), kept: false },
  { name: "another site's part", backing: storage('elsewhere'), databases: listing('elsewhere'), kept: false },
  { name: 'only settings', backing: storage('camadas.theme', 'camadas.shortcuts'), databases: listing(), kept: false },
  { name: 'a database', backing: storage(), databases: listing('camadas'), kept: true },
  { name: 'work from before there was a database', backing: storage('camadas.card.first'), databases: listing(), kept: true },
  { name: 'what a closing page could not write', backing: storage('camadas.unsaved.card.x'), databases: listing(), kept: true },
  { name: 'no localStorage, a database', backing: undefined, databases: listing('camadas'), kept: true },
  { name: 'no localStorage, no database', backing: undefined, databases: listing(), kept: false },
  { name: 'databases that nobody lists', backing: storage(), databases: forbidden, kept: true },
  { name: 'no databases at all', backing: storage(), databases: undefined, kept: true },
  { name: 'a browser without the list', backing: storage(), databases: {} as Pick<IDBFactory, 'databases'>, kept: true },
])('$name', async ({ backing, databases, kept }) => {
  expect(await isAnythingKept(backing, databases)).toBe(kept);
});
