/** Hard links: one inode under several names; and in a container, where names of a lower layer part from one another (SEMANTICS section 5). */
import { expect, test } from 'vitest';
import { Box, listTree } from '../../../tests/engine/box.ts';
import { linkNode } from './link.ts';
import type { Tree } from './node.ts';
import { EMPTY_TREE } from './tree.ts';

const start = new Box(EMPTY_TREE, 1, 'host');
start.mkdir('/d');
start.write('/a', 'one');
start.ln('/a', '/d/b');
start.ln('/d/b', '/c');

function files(tree: Tree): string[] {
  return listTree(tree)
    .filter((line) => line.includes(' file '))
    .map((line) => line.replace(' file 644 0:0', ''));
}

test.each([
  { name: 'three names', run: () => undefined, lines: ['/a x3 "one"', '/c x3 "one"', '/d/b x3 "one"'] },
  {
    name: 'a write changes all',
    run: (box: Box) => box.write('/c', 'two'),
    lines: ['/a x3 "two"', '/c x3 "two"', '/d/b x3 "two"'],
  },
  { name: 'removing one', run: (box: Box) => box.rm('/a'), lines: ['/c x2 "one"', '/d/b x2 "one"'] },
  {
    name: 'removing a folder with one, then another',
    run: (box: Box) => {
      box.rm('/d');
      box.rm('/c');
      box.write('/a', 'two');
    },
    lines: ['/a x1 "two"'],
  },
  { name: 'renaming', run: (box: Box) => box.mv('/a', '/d/z'), lines: ['/c x3 "one"', '/d/b x3 "one"', '/d/z x3 "one"'] },
  {
    name: 'renaming one over another does nothing',
    run: (box: Box) => box.mv('/a', '/c'),
    lines: ['/a x3 "one"', '/c x3 "one"', '/d/b x3 "one"'],
  },
  {
    name: 'renaming something else over one',
    run: (box: Box) => {
      box.write('/x', 'x');
      box.mv('/x', '/a');
    },
    lines: ['/a x1 "x"', '/c x2 "one"', '/d/b x2 "one"'],
  },
])('on the host: $name', ({ run, lines }) => {
  const box = new Box(start.tree, 2, 'host');
  run(box);
  expect(files(box.tree)).toEqual(lines);
});

test.each([
  { name: 'nothing', run: () => undefined, lines: ['/a x3 "one"', '/c x3 "one"', '/d/b x3 "one"'] },
  {
    name: 'a write copies one name up',
    run: (box: Box) => box.write('/c', 'two'),
    lines: ['/a x3 "one"', '/c x1 "two"', '/d/b x3 "one"'],
  },
  { name: 'removing leaves the count of the others', run: (box: Box) => box.rm('/a'), lines: ['/c x3 "one"', '/d/b x3 "one"'] },
  {
    name: 'a folder that is moved is copied, and the pair made here loses one',
    run: (box: Box) => {
      box.ln('/d/b', '/z');
      box.mv('/d', '/e');
    },
    lines: ['/a x3 "one"', '/c x3 "one"', '/e/b x1 "one"', '/z x1 "one"'],
  },
  { name: 'renaming copies up', run: (box: Box) => box.mv('/a', '/z'), lines: ['/c x3 "one"', '/d/b x3 "one"', '/z x1 "one"'] },
  {
    name: 'a new link makes a pair of its own',
    run: (box: Box) => {
      box.ln('/a', '/z');
      box.write('/z', 'two');
    },
    lines: ['/a x2 "two"', '/c x3 "one"', '/d/b x3 "one"', '/z x2 "two"'],
  },
  {
    name: 'a pair made here loses one',
    run: (box: Box) => {
      box.write('/x', 'x');
      box.ln('/x', '/y');
      box.ln('/y', '/z');
      box.rm('/x');
    },
    lines: ['/a x3 "one"', '/c x3 "one"', '/d/b x3 "one"', '/y x2 "x"', '/z x2 "x"'],
  },
  {
    name: 'chmod parts too',
    run: (box: Box) => {
      box.set('/d/b', { mode: 0o644 });
      box.write('/a', 'two');
    },
    lines: ['/a x1 "two"', '/c x3 "one"', '/d/b x1 "one"'],
  },
])('in a container: $name', ({ run, lines }) => {
  const box = new Box(start.tree, 2);
  run(box);
  expect(files(box.tree)).toEqual(lines);
});

test('a hard link to a symlink is a second symlink, with -L one to its target', () => {
  const box = new Box(start.tree, 2, 'host');
  box.symlink('a', '/l');
  box.ln('/l', '/l2');
  const followed = linkNode(box.tree, '/l', '/f', { mtime: 2, follow: true });
  expect(listTree(followed).filter((line) => /^\/(l2|f) /.test(line))).toEqual([
    '/f file 644 0:0 x4 "one"',
    '/l2 symlink 777 0:0 -> a',
  ]);
});

test.each([
  ['a folder', '/d', '/x', 'EPERM'],
  ['over something', '/a', '/c', 'EEXIST'],
  ['from nothing', '/nothing', '/x', 'ENOENT'],
  ['to a name with a slash', '/a', '/x/', 'ENOENT'],
])('refused: %s', (_, from, to, code) => {
  expect(() => linkNode(start.tree, from, to, { mtime: 2 })).toThrow(expect.objectContaining({ code }));
});
