import { expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { contentOf } from '../bytes/content.ts';
import { FsError, strerror } from './errno.ts';
import { findExact, findNode, listDir, lookup, openFile, realPath } from './lookup.ts';
import { EMPTY_TREE } from './tree.ts';
import { walk } from './walk.ts';
import { makeDir, symlinkNode, writeFile } from './write.ts';

const box = new Box(EMPTY_TREE, 1, 'host');
box.mkdir('/usr/lib/deep');
box.write('/usr/lib/deep/file', 'f');
box.symlink('usr/lib', '/lib');
box.symlink('/lib/deep', '/usr/abs');
box.symlink('../../../../lib', '/usr/climb');
box.symlink('nowhere', '/dangling');
box.symlink('loop', '/loop');
box.symlink('deep/', '/usr/lib/slash');
const { tree } = box;

test.each([
  ['/', '/'],
  ['//', '/'],
  ['/..', '/'],
  ['/../../usr', '/usr'],
  ['/usr/lib/', '/usr/lib'],
  ['/usr/./lib/../lib/deep', '/usr/lib/deep'],
  ['/lib/deep/file', '/usr/lib/deep/file'],
  ['/lib', '/usr/lib'],
  ['/usr/abs/..', '/usr/lib'],
  ['/usr/climb/deep', '/usr/lib/deep'],
  ['/usr/lib/slash/file', '/usr/lib/deep/file'],
])('%s is %s', (path, canonical) => {
  expect(realPath(tree, path)).toBe(canonical);
});

test.each([
  ['lib', '/usr', '/usr/lib'],
  ['.', '/usr/lib', '/usr/lib'],
  ['..', '/usr/lib', '/usr'],
  ['../abs/file', '/usr/lib', '/usr/lib/deep/file'],
  ['/usr', '/usr/lib', '/usr'],
  ['usr', undefined, '/usr'],
])('%s from %s is %s', (path, cwd, canonical) => {
  expect(realPath(tree, path, { cwd })).toBe(canonical);
});

test.each([
  ['', 'ENOENT'],
  ['/nothing', 'ENOENT'],
  ['/nothing/', 'ENOENT'],
  ['/dangling', 'ENOENT'],
  ['/dangling/x', 'ENOENT'],
  ['/usr/lib/deep/file/', 'ENOTDIR'],
  ['/usr/lib/deep/file/x', 'ENOTDIR'],
  ['/usr/lib/deep/file/..', 'ENOTDIR'],
  ['/usr/lib/deep/file/.', 'ENOTDIR'],
  ['/loop', 'ELOOP'],
  ['/loop/x', 'ELOOP'],
  [`/${'n'.repeat(256)}`, 'ENAMETOOLONG'],
  [`/${'ü'.repeat(128)}`, 'ENAMETOOLONG'],
  [`/${'n'.repeat(255)}`, 'ENOENT'],
  ['/usr/'.repeat(820), 'ENAMETOOLONG'],
])('%s fails', (path, code) => {
  expect(() => lookup(tree, path)).toThrow(expect.objectContaining({ code, data: { path } }));
  expect(findNode(tree, path)).toBeUndefined();
});

test('a link at the end is kept on demand, but not before a slash', () => {
  expect(lookup(tree, '/lib', { follow: false })).toMatchObject({ path: '/lib', node: { kind: 'symlink', target: 'usr/lib' } });
  expect(lookup(tree, '/lib/', { follow: false })).toMatchObject({ path: '/usr/lib', node: { kind: 'dir' } });
  expect(lookup(tree, '/dangling', { follow: false }).node.kind).toBe('symlink');
  expect(() => lookup(tree, '/dangling/', { follow: false })).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

test('40 links are followed, 41 are not', () => {
  let chain = writeFile(EMPTY_TREE, '/l0', contentOf(''), { mtime: 1 });
  for (let i = 1; i <= 41; i++) chain = symlinkNode(chain, `l${i - 1}`, `/l${i}`, { mtime: 1 });
  expect(realPath(chain, '/l40')).toBe('/l0');
  expect(() => realPath(chain, '/l41')).toThrow(expect.objectContaining({ code: 'ELOOP' }));
});

test('a working folder that is gone leads nowhere, an absolute path still does', () => {
  expect(() => lookup(tree, '.', { cwd: '/gone' })).toThrow(FsError);
  expect(realPath(tree, '/usr', { cwd: '/gone' })).toBe('/usr');
});

test('openFile takes regular files only', () => {
  expect(openFile(tree, '/lib/deep/file').content.size).toBe(1);
  expect(() => openFile(tree, '/lib')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(() => openFile(tree, '/lib', { follow: false })).toThrow(expect.objectContaining({ code: 'ELOOP' }));
});

test('names are listed in byte order', () => {
  let names = EMPTY_TREE;
  for (const name of ['b', 'B', 'a-b', 'a', 'é', '.c', '\u{1f40b}', '\ue000', '10', '9'])
    names = makeDir(names, `/${name}`, { mtime: 1 });
  expect(listDir(names, '/')).toEqual(['.c', '10', '9', 'B', 'a', 'a-b', 'b', 'é', '\ue000', '\u{1f40b}']);
  expect(() => listDir(tree, '/lib/deep/file')).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
});

test('walk goes through folders before what they hold, and follows no link', () => {
  expect([...walk(tree, '/usr')].map(({ path }) => path)).toEqual([
    '/usr',
    '/usr/abs',
    '/usr/climb',
    '/usr/lib',
    '/usr/lib/deep',
    '/usr/lib/deep/file',
    '/usr/lib/slash',
  ]);
  expect([...walk(tree)].slice(0, 3).map(({ path }) => path)).toEqual(['/', '/dangling', '/lib']);
  expect([...walk(tree, '/lib')].map(({ path, node }) => `${path} ${node.kind}`)).toEqual(['/lib symlink']);
});

test('findExact takes names as they are', () => {
  expect(findExact(tree.root, '/usr/lib/deep')).toBe(findNode(tree, '/lib/deep'));
  expect(findExact(tree.root, '/lib/deep')).toBeUndefined();
  expect(findExact(tree.root, '/')).toBe(tree.root);
});

test.each([
  ['ENOENT', 'No such file or directory', 'No such file or directory'],
  ['ENOTEMPTY', 'Directory not empty', 'Directory not empty'],
  ['EXDEV', 'Invalid cross-device link', 'Cross-device link'],
  ['ELOOP', 'Too many levels of symbolic links', 'Symbolic link loop'],
  ['EBUSY', 'Device or resource busy', 'Resource busy'],
  ['ENAMETOOLONG', 'File name too long', 'Filename too long'],
] as const)('strerror(%s)', (code, glibc, musl) => {
  expect([strerror(code), strerror(code, 'musl')]).toEqual([glibc, musl]);
});
