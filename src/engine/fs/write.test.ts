import { expect, test } from 'vitest';
import { Box, listTree } from '../../../tests/engine/box.ts';
import { contentOf } from '../bytes/content.ts';
import { findNode, lookup } from './lookup.ts';
import { setMeta } from './meta.ts';
import type { Tree } from './node.ts';
import { removeNode } from './remove.ts';
import { moveNode, renameNode } from './rename.ts';
import { EMPTY_TREE } from './tree.ts';
import { makeDir, makeSpecial, symlinkNode, writeFile } from './write.ts';

function mtimes(tree: Tree, ...paths: readonly string[]): (number | undefined)[] {
  return paths.map((path) => findNode(tree, path, { follow: false })?.mtime);
}

const start = new Box(EMPTY_TREE, 1, 'host');
start.mkdir('/d/e');
start.write('/d/f', 'old');
start.write('/d/e/g', 'g');
start.symlink('new', '/d/l');
const { tree } = start;

test('the old tree stands, and what was not touched is shared', () => {
  const before = listTree(tree);
  const after = writeFile(tree, '/d/f', contentOf('new'), { mtime: 2 });
  expect(listTree(tree)).toEqual(before);
  expect(findNode(after, '/d/e')).toBe(findNode(tree, '/d/e'));
  expect(findNode(after, '/d/f')).not.toBe(findNode(tree, '/d/f'));
});

test.each([
  { name: 'making a file', run: () => writeFile(tree, '/d/e/new', contentOf(''), { mtime: 9 }), times: [1, 1, 9, 1] },
  { name: 'writing a file that is there', run: () => writeFile(tree, '/d/f', contentOf(''), { mtime: 9 }), times: [1, 1, 1, 9] },
  { name: 'chmod', run: () => setMeta(tree, '/d/f', { mode: 0 }), times: [1, 1, 1, 1] },
  { name: 'touch', run: () => setMeta(tree, '/d/f', { mtime: 9 }), times: [1, 1, 1, 9] },
  { name: 'removing', run: () => removeNode(tree, '/d/e/g', { mtime: 9 }), times: [1, 1, 9, 1] },
  { name: 'renaming from one folder to another', run: () => renameNode(tree, '/d/e/g', '/g', { mtime: 9 }), times: [9, 1, 9, 1] },
  { name: 'a new folder', run: () => makeDir(tree, '/d/new', { mtime: 9 }), times: [1, 9, 1, 1] },
])('times after $name', ({ run, times }) => {
  expect(mtimes(run(), '/', '/d', '/d/e', '/d/f')).toEqual(times);
});

test('mode, owner and time of what is new; those of what is there stay', () => {
  const options = { mtime: 7.5, mode: 0o640, uid: 3, gid: 4 };
  const made = writeFile(tree, '/n', contentOf('n'), options);
  expect(lookup(made, '/n').node).toMatchObject({ mode: 0o640, uid: 3, gid: 4, mtime: 7.5, nlink: 1 });
  const written = writeFile(tree, '/d/f', contentOf('n'), options);
  expect(lookup(written, '/d/f').node).toMatchObject({ mode: 0o644, uid: 0, gid: 0, mtime: 7.5 });
});

test('append, and writing through a dangling link', () => {
  const box = new Box(tree, 2, 'host');
  box.write('/d/f', ' and more', true);
  box.write('/d/l', 'through');
  expect([box.read('/d/f'), box.read('/d/new')]).toEqual(['old and more', 'through']);
  expect(() => writeFile(tree, '/d/l', contentOf(''), { mtime: 2, exclusive: true })).toThrow(
    expect.objectContaining({ code: 'EEXIST' }),
  );
});

test('mkdir -p', () => {
  const box = new Box(tree, 2, 'host');
  box.mkdir('/d/x/./y/../z/', 0o700);
  box.mkdir('/d/x', 0o111);
  expect(listTree(box.tree, '/d/x')).toEqual(['/d/x/y dir 755 0:0', '/d/x/z dir 700 0:0']);
  expect(makeDir(tree, 'x/y', { cwd: '/d', parents: true, mtime: 2 }).root.entries.get('d')).toMatchObject({
    entries: { size: 4 },
  });
  expect(() => makeDir(tree, '/d/f', { parents: true, mtime: 2 })).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => makeDir(tree, '/d/f/x', { parents: true, mtime: 2 })).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  expect(() => makeDir(tree, '/d/l', { parents: true, mtime: 2 })).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => makeDir(tree, '', { parents: true, mtime: 2 })).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

test.each([
  ['rm of a folder', () => removeNode(tree, '/d', { mtime: 2, kind: 'file' }), 'EISDIR'],
  ['rmdir of a file', () => removeNode(tree, '/d/f', { mtime: 2, kind: 'dir' }), 'ENOTDIR'],
  ['rmdir of a full folder', () => removeNode(tree, '/d', { mtime: 2, kind: 'dir' }), 'ENOTEMPTY'],
  ['a full folder, not recursive', () => removeNode(tree, '/d', { mtime: 2 }), 'ENOTEMPTY'],
  ['the root', () => removeNode(tree, '/', { mtime: 2, recursive: true }), 'EBUSY'],
  ['.', () => removeNode(tree, '/d/.', { mtime: 2, recursive: true }), 'EINVAL'],
  ['..', () => removeNode(tree, '/d/e/..', { mtime: 2, recursive: true }), 'ENOTEMPTY'],
  ['a file with a slash', () => removeNode(tree, '/d/f/', { mtime: 2 }), 'ENOTDIR'],
  [
    'a link with a slash',
    () => removeNode(symlinkNode(tree, 'd', '/k', { mtime: 2 }), '/k/', { mtime: 2, recursive: true }),
    'ENOTDIR',
  ],
  ['rename into itself', () => renameNode(tree, '/d', '/d/e/d', { mtime: 2 }), 'EINVAL'],
  ['rename over its parent', () => renameNode(tree, '/d/e/g', '/d/e', { mtime: 2 }), 'ENOTEMPTY'],
  ['rename of a folder over a file', () => renameNode(tree, '/d/e', '/d/f', { mtime: 2 }), 'ENOTDIR'],
  ['rename of a file over a folder', () => renameNode(tree, '/d/f', '/d/e', { mtime: 2 }), 'EISDIR'],
  ['rename over a full folder', () => renameNode(makeDir(tree, '/m', { mtime: 2 }), '/m', '/d/e', { mtime: 2 }), 'ENOTEMPTY'],
  ['rename of the root', () => renameNode(tree, '/', '/x', { mtime: 2 }), 'EBUSY'],
  ['rename to ..', () => renameNode(tree, '/d/f', '/d/e/..', { mtime: 2 }), 'EBUSY'],
  ['a new file with a slash', () => writeFile(tree, '/n/', contentOf(''), { mtime: 2 }), 'EISDIR'],
  ['an empty link', () => symlinkNode(tree, '', '/n', { mtime: 2 }), 'ENOENT'],
])('refused: %s', (_, run, code) => {
  expect(run).toThrow(expect.objectContaining({ code }));
});

test('rename replaces a file and an empty folder; onto itself it does nothing', () => {
  const box = new Box(tree, 2, 'host');
  box.write('/x', 'x');
  box.mkdir('/empty');
  box.mv('/x', '/d/f');
  box.mv('/d/e', '/empty');
  expect(listTree(box.tree)).toEqual([
    '/d dir 755 0:0',
    '/d/f file 644 0:0 x1 "x"',
    '/d/l symlink 777 0:0 -> new',
    '/empty dir 755 0:0',
    '/empty/g file 644 0:0 x1 "g"',
  ]);
  expect(renameNode(tree, '/d/f', '/d/../d/f', { mtime: 2 })).toBe(tree);
});

test('devices swallow what is written, sockets refuse', () => {
  const made = makeSpecial(tree, '/null', { kind: 'char', major: 1, minor: 3, mode: 0o666, mtime: 2 });
  expect(writeFile(made, '/null', contentOf('gone'), { mtime: 3 })).toBe(made);
  const socket = makeSpecial(tree, '/s', { kind: 'socket', mtime: 2 });
  expect(() => writeFile(socket, '/s', contentOf(''), { mtime: 3 })).toThrow(expect.objectContaining({ code: 'ENXIO' }));
});

test('a symlink’s mode stays 0777, its own owner and time can be set', () => {
  const changed = setMeta(tree, '/d/l', { mode: 0o600, uid: 5, mtime: 6 }, { follow: false });
  expect(findNode(changed, '/d/l', { follow: false })).toMatchObject({
    kind: 'symlink',
    mode: 0o777,
    uid: 5,
    mtime: 6,
    target: 'new',
  });
});

test('a write into a folder of 20,000 entries copies that folder alone', () => {
  const entries = new Map(
    Array.from(
      { length: 20_000 },
      (_, i) => [`f${i}`, { kind: 'dir', ino: i, mode: 0o755, uid: 0, gid: 0, mtime: 1, entries: new Map() }] as const,
    ),
  );
  const big: Tree = { root: { ...EMPTY_TREE.root, entries }, nextIno: 30_000 };
  const start = performance.now();
  let next = big;
  for (let i = 0; i < 50; i++) next = writeFile(next, `/f${i}/file`, contentOf('x'), { mtime: 2 });
  expect(next.root.entries.size).toBe(20_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('folders within folders end somewhere', () => {
  let deep = EMPTY_TREE;
  let cwd = '';
  const go = () => {
    for (let i = 0; i < 3_000; i++) {
      deep = makeDir(deep, 'd', { cwd: cwd || '/', mtime: 1 });
      cwd += '/d';
    }
  };
  expect(go).toThrow(expect.objectContaining({ code: 'ENAMETOOLONG' }));
  expect(cwd.length).toBeGreaterThan(4_000);
  expect(removeNode(deep, '/d', { recursive: true, mtime: 2 }).root.entries.size).toBe(0);
});

test('moveNode is rename where rename works', () => {
  const options = { mtime: 2 };
  expect(listTree(moveNode(tree, '/d', '/m', options))).toEqual(listTree(renameNode(tree, '/d', '/m', options)));
});
