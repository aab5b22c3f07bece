import { expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { contentOf } from '../bytes/content.ts';
import { FsError } from './errno.ts';
import { linkNode } from './link.ts';
import { listDir, lookup, openFile } from './lookup.ts';
import { setMeta } from './meta.ts';
import type { Credentials, Tree } from './node.ts';
import { mayAccess } from './permissions.ts';
import { removeNode } from './remove.ts';
import { renameNode } from './rename.ts';
import { EMPTY_TREE } from './tree.ts';
import { makeDir, makeSpecial, symlinkNode, writeFile } from './write.ts';

const root: Credentials = { uid: 0, gid: 0, groups: [0] };
const anna: Credentials = { uid: 1000, gid: 1000, groups: [1000, 50] };
const ben: Credentials = { uid: 1001, gid: 1001, groups: [1001] };

function makeTree(): Tree {
  const box = new Box(EMPTY_TREE, 1, 'host');
  const own = (path: string, uid: number, gid: number, mode: number) => box.set(path, { uid, gid, mode });
  box.mkdir('/home/anna/private');
  box.write('/home/anna/private/diary', 'dear');
  box.write('/home/anna/note', 'n');
  box.write('/home/anna/shared', 's');
  own('/home/anna/private/diary', 1000, 1000, 0o644);
  own('/home/anna/private', 1000, 1000, 0o700);
  own('/home/anna/note', 1000, 1000, 0o600);
  own('/home/anna/shared', 1000, 50, 0o464);
  own('/home/anna', 1000, 1000, 0o755);
  box.mkdir('/tmp');
  box.write('/tmp/of-anna', 'a');
  own('/tmp/of-anna', 1000, 1000, 0o666);
  own('/tmp', 0, 0, 0o1777);
  box.mkdir('/team');
  own('/team', 0, 50, 0o2775);
  box.mkdir('/bin');
  box.write('/bin/tool', '#!');
  own('/bin/tool', 1000, 50, 0o6755);
  return box.tree;
}
const tree = makeTree();

function code(run: () => unknown): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
}

const at = (who: Credentials | undefined) => ({ who, mtime: 9 });

test.each([
  ['anna reads her own', () => openFile(tree, '/home/anna/note', at(anna)), 'ok'],
  ['ben may not', () => openFile(tree, '/home/anna/note', at(ben)), 'EACCES'],
  ['root may', () => openFile(tree, '/home/anna/note', at(root)), 'ok'],
  ['nobody is asked', () => openFile(tree, '/home/anna/note'), 'ok'],
  ['a folder that cannot be entered', () => lookup(tree, '/home/anna/private/diary', at(ben)), 'EACCES'],
  ['a missing file in it', () => lookup(tree, '/home/anna/private/nothing', at(ben)), 'EACCES'],
  ['the folder itself can be seen', () => lookup(tree, '/home/anna/private', at(ben)), 'ok'],
  ['but not listed', () => listDir(tree, '/home/anna/private', at(ben)), 'EACCES'],
  ['a group may write', () => writeFile(tree, '/home/anna/shared', contentOf('x'), at({ ...ben, groups: [50] })), 'ok'],
  ['the owner is asked before the group', () => writeFile(tree, '/home/anna/shared', contentOf('x'), at(anna)), 'EACCES'],
  ['others read only', () => writeFile(tree, '/home/anna/shared', contentOf('x'), at(ben)), 'EACCES'],
  ['new file in another’s folder', () => writeFile(tree, '/home/anna/new', contentOf('x'), at(ben)), 'EACCES'],
  ['new folder', () => makeDir(tree, '/home/anna/new', at(ben)), 'EACCES'],
  ['new link', () => symlinkNode(tree, 'x', '/home/anna/new', at(ben)), 'EACCES'],
  ['removing in another’s folder', () => removeNode(tree, '/home/anna/note', at(ben)), 'EACCES'],
  [
    'removing what is not one’s own in one’s own folder',
    () => removeNode(setMeta(tree, '/home/anna/note', { uid: 0 }), '/home/anna/note', at(anna)),
    'ok',
  ],
  ['in a sticky folder: another’s', () => removeNode(tree, '/tmp/of-anna', at(ben)), 'EPERM'],
  ['in a sticky folder: own', () => removeNode(tree, '/tmp/of-anna', at(anna)), 'ok'],
  [
    'in a sticky folder: another’s, by the folder’s owner',
    () => removeNode(setMeta(tree, '/tmp', { uid: 1001 }), '/tmp/of-anna', at(ben)),
    'ok',
  ],
  ['renaming another’s out of it', () => renameNode(tree, '/tmp/of-anna', '/tmp/mine', at(ben)), 'EPERM'],
  [
    'renaming over another’s',
    () => renameNode(writeFile(tree, '/tmp/b', contentOf(''), at(ben)), '/tmp/b', '/tmp/of-anna', at(ben)),
    'EPERM',
  ],
  ['chmod by another', () => setMeta(tree, '/tmp/of-anna', { mode: 0o777 }, at(ben)), 'EPERM'],
  ['chown by the owner', () => setMeta(tree, '/tmp/of-anna', { uid: 1001 }, at(anna)), 'EPERM'],
  ['chgrp by the owner to a group of hers', () => setMeta(tree, '/tmp/of-anna', { gid: 50 }, at(anna)), 'ok'],
  ['chgrp to another', () => setMeta(tree, '/tmp/of-anna', { gid: 1001 }, at(anna)), 'EPERM'],
  ['chown by root', () => setMeta(tree, '/tmp/of-anna', { uid: 1001 }, at(root)), 'ok'],
  ['touch of a file one may write', () => setMeta(tree, '/tmp/of-anna', { mtime: 5 }, { who: ben, touch: true }), 'ok'],
  ['a chosen time on it', () => setMeta(tree, '/tmp/of-anna', { mtime: 5 }, { who: ben }), 'EPERM'],
  ['touch of a file one may not', () => setMeta(tree, '/bin/tool', { mtime: 5 }, { who: ben, touch: true }), 'EACCES'],
  ['hard link to another’s file', () => linkNode(tree, '/bin/tool', '/tmp/t', at(ben)), 'EPERM'],
  ['hard link to another’s file that one may write', () => linkNode(tree, '/tmp/of-anna', '/tmp/t', at(ben)), 'ok'],
  ['a device', () => makeSpecial(tree, '/tmp/d', { ...at(ben), kind: 'char', major: 1, minor: 3 }), 'EPERM'],
  ['a pipe', () => makeSpecial(tree, '/tmp/d', { ...at(ben), kind: 'fifo' }), 'ok'],
  [
    'rm -r over a folder that cannot be entered',
    () => removeNode(setMeta(tree, '/home', { mode: 0o777 }), '/home/anna', { ...at(ben), recursive: true }),
    'EACCES',
  ],
  [
    'moving one’s own out of a sticky folder into the group’s',
    () => renameNode(setMeta(tree, '/tmp', { mode: 0o777 }), '/tmp/of-anna', '/team/x', at(anna)),
    'ok',
  ],
  ['read-only file system', () => writeFile(tree, '/tmp/x', contentOf(''), { ...at(root), readOnly: true }), 'EROFS'],
  ['read-only: a folder that is there', () => makeDir(tree, '/tmp', { ...at(root), readOnly: true }), 'EEXIST'],
  ['read-only: what is not there', () => removeNode(tree, '/tmp/x', { ...at(root), readOnly: true }), 'ENOENT'],
])('%s', (_, run, expected) => {
  expect(code(run)).toBe(expected);
});

test('execution: root too needs one execute bit on a file', () => {
  const node = (path: string) => lookup(tree, path).node;
  expect([
    mayAccess(node('/bin/tool'), ben, 'execute'),
    mayAccess(node('/tmp/of-anna'), root, 'execute'),
    mayAccess(node('/bin/tool'), root, 'execute'),
    mayAccess(node('/home/anna/private'), root, 'execute'),
  ]).toEqual([true, false, true, true]);
});

test('a setgid folder hands its group on, and to folders the bit', () => {
  const made = makeDir(writeFile(tree, '/team/file', contentOf(''), at(anna)), '/team/dir', at(anna));
  expect(lookup(made, '/team/file').node).toMatchObject({ uid: 1000, gid: 50, mode: 0o644 });
  expect(lookup(made, '/team/dir').node).toMatchObject({ uid: 1000, gid: 50, mode: 0o2755 });
});

test.each([
  {
    name: 'a write by a user',
    run: () => writeFile(setMeta(tree, '/bin/tool', { mode: 0o6777 }), '/bin/tool', contentOf('x'), at(ben)),
    mode: 0o777,
  },
  { name: 'a write by root', run: () => writeFile(tree, '/bin/tool', contentOf('x'), at(root)), mode: 0o6755 },
  { name: 'chown, even by root', run: () => setMeta(tree, '/bin/tool', { uid: 5 }, { who: root }), mode: 0o755 },
  {
    name: 'chown of a setgid file nobody of the group may run',
    run: () => setMeta(setMeta(tree, '/bin/tool', { mode: 0o2744 }), '/bin/tool', { uid: 5 }),
    mode: 0o2744,
  },
  {
    name: 'chmod g+s by one who is not of the group',
    run: () => setMeta(setMeta(tree, '/bin/tool', { gid: 7 }), '/bin/tool', { mode: 0o2755 }, { who: anna }),
    mode: 0o755,
  },
  {
    name: 'chown and chmod in one, as an archive is unpacked',
    run: () => setMeta(tree, '/bin/tool', { uid: 5, mode: 0o4755 }),
    mode: 0o4755,
  },
])('setuid and setgid after $name', ({ run, mode }) => {
  expect(lookup(run(), '/bin/tool').node.mode).toBe(mode);
});
