import { expect, test } from 'vitest';
import type { XrayFile } from '../lab/xray-data.ts';
import { findParent, foldersOfNew, type Kind, listRows, openAtFirst } from './file-rows.ts';

const file = (path: string, change?: Kind): XrayFile => ({
  path,
  kind: path.includes('.') ? 'file' : 'dir',
  mode: '-rw-r--r--',
  owner: '0:0',
  size: 1,
  hidden: 0,
  ...(change === undefined ? {} : { change }),
});

const FILES = [
  file('/etc'),
  file('/etc/a.txt', 'C'),
  file('/etc/conf'),
  file('/etc/conf/b.txt', 'A'),
  file('/etc/conf.d', 'D'),
  file('/etc/conf.d/c.txt', 'D'),
  file('/new', 'A'),
];
const ALL = new Set<Kind>(['A', 'C', 'D']);
const everything = new Set(FILES.map(({ path }) => path));
const shown = (kinds: ReadonlySet<Kind>, open: ReadonlySet<string>) =>
  listRows(FILES, kinds, open).map(
    ({ name, level, isOpen }) => `${level} ${name}${isOpen === undefined ? '' : isOpen ? ' v' : ' >'}`,
  );

test.each([
  {
    name: 'everything',
    kinds: ALL,
    open: everything,
    rows: ['1 etc v', '2 a.txt', '2 conf v', '3 b.txt', '2 conf.d v', '3 c.txt', '1 new'],
  },
  { name: 'closed', kinds: ALL, open: new Set<string>(), rows: ['1 etc >', '1 new'] },
  {
    name: 'a closed folder beside one whose name begins alike',
    kinds: ALL,
    open: new Set(['/etc']),
    rows: ['1 etc v', '2 a.txt', '2 conf >', '2 conf.d >', '1 new'],
  },
  { name: 'only what was deleted', kinds: new Set<Kind>(['D']), open: everything, rows: ['1 etc v', '2 conf.d v', '3 c.txt'] },
  { name: 'only what was added', kinds: new Set<Kind>(['A']), open: everything, rows: ['1 etc v', '2 conf v', '3 b.txt', '1 new'] },
  { name: 'nothing', kinds: new Set<Kind>(), open: everything, rows: [] },
])('$name', ({ kinds, open, rows }) => {
  expect(shown(kinds, open)).toEqual(rows);
});

test('few files begin open, many begin folded', () => {
  expect(openAtFirst(FILES)).toEqual(everything);
  const many = Array.from({ length: 100 }, (_, index) => file(`/d/${index}.txt`, 'A'));
  expect(openAtFirst([file('/d', 'A'), ...many])).toEqual(new Set(['/d']));
  expect(openAtFirst([file('/d', 'A'), ...many, file('/e', 'A')])).toEqual(new Set());
});

test('the folder around a row', () => {
  const rows = listRows(FILES, ALL, everything);
  expect(rows.map((row) => findParent(rows, row)?.name)).toEqual([undefined, 'etc', 'etc', 'conf', 'etc', 'conf.d', undefined]);
});

test('folders around what is new', () => {
  const files = [file('/a'), { ...file('/a/b/c.txt', 'A'), isNew: true as const }, file('/d', 'A')];
  expect(foldersOfNew(files)).toEqual(new Set(['/a/b', '/a']));
});
