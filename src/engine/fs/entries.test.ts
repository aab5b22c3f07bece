import { expect, test } from 'vitest';
import { EMPTY } from '../bytes/content.ts';
import { changeEntries, laterEntries } from './entries.ts';
import type { Node } from './node.ts';

const file = (ino: number): Node => ({ kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, ino, content: EMPTY, nlink: 1 });
const base = new Map([
  ['a', file(1)],
  ['b', file(2)],
  ['c', file(3)],
]);

test('changed entries are those of the folder, with other nodes in the same places', () => {
  const once = changeEntries(base);
  once.changed.set('b', file(20));
  const twice = changeEntries(laterEntries(() => once.entries));
  twice.changed.set('c', file(30));
  expect([...once.entries].map(([name, { kind }]) => [name, kind])).toEqual([...base].map(([name]) => [name, 'file']));
  expect(new Map(once.entries)).toEqual(new Map([...base, ['b', file(20)]]));
  expect(new Map(twice.entries)).toEqual(new Map([...base, ['b', file(20)], ['c', file(30)]]));
  expect([...twice.entries.keys()]).toEqual(['a', 'b', 'c']);
  expect([...twice.entries.values()]).toEqual([file(1), file(20), file(30)]);
  const seen: string[] = [];
  twice.entries.forEach((_, name) => {
    seen.push(name);
  });
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(twice.entries.get('c')).toEqual(file(30));
  expect([twice.entries.has('a'), twice.entries.has('d'), twice.entries.get('d'), twice.entries.size]).toEqual([
    true,
    false,
    undefined,
    3,
  ]);
});

test('later entries are made when somebody looks at them, once', () => {
  let made = 0;
  const later = laterEntries(() => {
    made += 1;
    return base;
  });
  expect(made).toBe(0);
  expect([later.size, later.has('a'), later.get('b')?.kind, [...later].length]).toEqual([3, true, 'file', 3]);
  expect(made).toBe(1);
});
