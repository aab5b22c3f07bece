/** What a layer adds and hides, file by file; the sizes are those of `docker ps -s` and of the layers on disk. */
import { expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { fixtureTree } from '../../../tests/engine/recorded-images.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { upperChanges } from './diff-trees.ts';
import { type ExaminedFile, examineTrees } from './examine-trees.ts';
import { treeSize, writableSize } from './sizes.ts';

const AT = 1_700_000_000;
const demo = fixtureTree('layers-demo');

function examined(run: (box: Box) => void, base = demo): ExaminedFile[] {
  const box = new Box(base, AT);
  run(box);
  return examineTrees(base, box.tree);
}
const lineOf = ({ path, change, size, hidden, opaque, inside }: ExaminedFile) =>
  `${change ?? ' '} ${path} +${size} -${hidden}${opaque ? ' opaque' : ''}${inside ? ' inside' : ''}`;

function boxWith(files: Readonly<Record<string, string>>): Box {
  const box = new Box(EMPTY_TREE, AT);
  for (const [path, words] of Object.entries(files)) {
    box.mkdir(path.slice(0, path.lastIndexOf('/')) || '/');
    box.write(path, words);
  }
  return box;
}

const below = boxWith({ '/data/a': '12345', '/data/b': '1234567', '/top': 'x' });
below.ln('/data/a', '/data/same');

test.each([
  { name: 'what is made', run: (box: Box) => box.write('/data/new', 'abc'), lines: ['  /data +3 -0', 'A /data/new +3 -0'] },
  {
    name: 'a byte more copies the whole file',
    run: (box: Box) => box.write('/data/b', '!', true),
    lines: ['  /data +8 -7', 'C /data/b +8 -7'],
  },
  {
    name: 'chmod copies the whole file, too',
    run: (box: Box) => box.set('/data/b', { mode: 0o600 }),
    lines: ['  /data +7 -7', 'C /data/b +7 -7'],
  },
  {
    name: 'a folder that is gone shows what went with it; two names of one file are five bytes',
    run: (box: Box) => box.rm('/data'),
    lines: ['D /data +0 -12', 'D /data/a +0 -5 inside', 'D /data/b +0 -7 inside', 'D /data/same +0 -0 inside'],
  },
  {
    name: 'a file with another name left is still seen',
    run: (box: Box) => box.rm('/data/a'),
    lines: ['  /data +0 -0', 'D /data/a +0 -0'],
  },
  {
    name: 'a folder made again is opaque',
    run(box: Box) {
      box.rm('/data');
      box.mkdir('/data');
      box.write('/data/b', 'hi');
    },
    lines: ['C /data +2 -12 opaque', 'D /data/a +0 -5 inside', 'C /data/b +2 -7', 'D /data/same +0 -0 inside'],
  },
  {
    name: 'a file in the place of a folder',
    run(box: Box) {
      box.rm('/data');
      box.write('/data', 'hi');
    },
    lines: ['C /data +2 -12', 'D /data/a +0 -5 inside', 'D /data/b +0 -7 inside', 'D /data/same +0 -0 inside'],
  },
  {
    name: 'only the folder itself',
    run: (box: Box) => box.set('/data', { mode: 0o700 }),
    lines: ['C /data +0 -0'],
  },
])('$name', ({ run, lines }) => {
  expect(examined(run, below.tree).map(lineOf)).toEqual(lines);
});

/** The same changes of a real image: sums are docker's, every node of the upper folder is there. */
test('sums are those of the writable layer and of what is out of sight', () => {
  const box = new Box(demo, AT);
  box.write('/data/keep.txt', 'y\n', true);
  box.rm('/data/b.txt');
  box.rm('/srv/old');
  box.mkdir('/srv/old');
  box.write('/srv/old/new', 'words');
  box.mv('/turn', '/turned');
  const files = examineTrees(demo, box.tree);
  const tops = files.filter(({ path }) => path.lastIndexOf('/') === 0);
  const added = tops.reduce((sum, { size }) => sum + size, 0);
  const hidden = tops.reduce((sum, file) => sum + file.hidden, 0);
  expect(added).toBe(writableSize(demo, box.tree));
  expect(treeSize(demo) + added - hidden).toBe(treeSize(box.tree));
  const paths = new Set(files.map(({ path }) => path));
  expect(upperChanges(demo, box.tree).filter(({ path }) => !paths.has(path))).toEqual([]);
});
