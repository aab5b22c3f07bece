/** docs/folders.md against the tree: a line for each folder, and no line for one that is gone. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const TABLE = /^\| `([a-z0-9/-]+)\/…` \|[^\n]*\n\| --- \| --- \|\n((?:\|[^\n]*\n)+)/gm;
const tables = [...readFileSync(join(ROOT, 'docs/folders.md'), 'utf8').matchAll(TABLE)].map(([, folder = '', rows = '']) => ({
  folder,
  told: rows.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)),
}));

test('the tables are read', () => {
  expect(tables.length).toBeGreaterThan(6);
});

test.each(tables)('$folder', ({ folder, told }) => {
  const there = globSync(`${folder}/*/`, { cwd: ROOT, withFileTypes: true }).map(({ name }) => name);
  expect(told.toSorted()).toEqual(there.toSorted());
});
