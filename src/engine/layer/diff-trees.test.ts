/** Transcripts 30, 41 and 42 of tests/truth/public, and rules that no transcript shows. */
import { expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { fixtureTree, recordedImages } from '../../../tests/engine/recorded-images.ts';
import { copyAll, renameNode } from '../fs/rename.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { tarEntry } from '../tar/entry.ts';
import { applyLayer } from './apply-layer.ts';
import { diffTrees, upperChanges } from './diff-trees.ts';
import { treeSize, writableSize } from './sizes.ts';

const demo = fixtureTree('layers-demo');
const AT = 1_700_000_000.25;

function linesOf(run: (box: Box) => void, base = demo): string[] {
  const box = new Box(base, AT);
  run(box);
  return diffTrees(base, box.tree).map(({ kind, path }) => `${kind} ${path}`);
}

test('transcript 30, box', () => {
  const lines = linesOf((box) => {
    box.write('/data/new', 'x\n');
    box.write('/data/keep.txt', 'y\n', true);
    box.rm('/data/b.txt');
    box.mkdir('/made/deep');
    box.set('/data/c.txt', { mode: 0o600 });
    box.mv('/turn', '/turned');
  });
  expect(lines).toEqual([
    'C /data',
    'D /data/b.txt',
    'C /data/c.txt',
    'C /data/keep.txt',
    'A /data/new',
    'A /made',
    'A /made/deep',
    'D /turn',
    'A /turned',
  ]);
});

test('transcript 30, rmdir and same', () => {
  const removed = linesOf((box) => {
    box.rm('/srv/old');
    box.rm('/data/dangling');
  });
  expect(removed).toEqual(['C /data', 'D /data/dangling', 'C /srv', 'D /srv/old']);
  const again = linesOf((box) => {
    box.rm('/data/keep.txt');
    box.write('/data/keep.txt', 'again\n');
  });
  expect(again).toEqual(['C /data', 'C /data/keep.txt']);
});

test('transcript 42: bb removes all of /data, aa does not see it', () => {
  expect(linesOf((box) => box.rm('/data'))).toEqual(['D /data']);
  expect(
    linesOf((box) => {
      box.write('/data/b.txt', 'changed\n');
      box.write('/only-in-a', '');
    }),
  ).toEqual(['C /data', 'C /data/b.txt', 'A /only-in-a']);
});

test('transcript 43: what a change costs', () => {
  const node = fixtureTree('node-alpine3.13');
  const bundle = '/usr/local/lib/node_modules/npm/bundle.js';
  const cost = (run: (box: Box) => void) => {
    const box = new Box(node, AT);
    run(box);
    return writableSize(node, box.tree);
  };
  expect({
    read: cost((box) => box.read(bundle)),
    meta: cost((box) => box.set(bundle, { mode: 0o600 })),
    append: cost((box) => box.write(bundle, 'x\n', true)),
    delete: cost((box) => box.rm(bundle)),
    add: cost((box) => box.write('/home/node/ten', '123456789\n')),
    move: cost((box) => box.mv(bundle, '/home/node/bundle.js')),
    createAndDelete: cost((box) => {
      box.write('/home/node/ten', '123456789\n');
      box.rm('/home/node/ten');
    }),
  }).toEqual({ read: 0, meta: 720_000, append: 720_002, delete: 0, add: 10, move: 720_000, createAndDelete: 0 });
});

test('a whole tree is smaller than its layers by what upper ones replaced', () => {
  const below = new Box(fixtureTree('alpine-3.13'), AT);
  const hidden = below.read('/etc/passwd').length + below.read('/etc/group').length;
  const sum = recordedImages().find(({ file }) => file === 'node-alpine3.13.tar')?.size ?? 0;
  expect(treeSize(fixtureTree('node-alpine3.13'))).toBe(sum - hidden);
});

test('the root is never listed, whatever changed about it', () => {
  expect(linesOf((box) => box.set('/', { mode: 0o700 }))).toEqual([]);
});

test('a mount point’s own tree is the base, so what docker adds is no change', () => {
  const withMounts = new Box(demo, AT, 'host');
  withMounts.write('/.dockerenv', '');
  withMounts.write('/etc/hosts', '172.17.0.2 box\n');
  expect(linesOf((box) => box.write('/etc/motd', 'hello\n'), withMounts.tree)).toEqual(['C /etc', 'A /etc/motd']);
});

test.each([
  { name: 'owner', run: (box: Box) => box.set('/data/a.txt', { uid: 7 }), lines: ['C /data', 'C /data/a.txt'] },
  { name: 'time', run: (box: Box) => box.set('/data/a.txt', { mtime: 7 }), lines: ['C /data', 'C /data/a.txt'] },
  { name: 'time of a folder', run: (box: Box) => box.set('/data', { mtime: 7 }), lines: [] },
  { name: 'owner of a folder', run: (box: Box) => box.set('/data', { gid: 7 }), lines: ['C /data'] },
  {
    name: 'a capability',
    run: (box: Box) => box.set('/bin/busybox', { xattrs: new Map([['security.capability', new Uint8Array([1])]]) }),
    lines: ['C /bin', 'C /bin/busybox'],
  },
  {
    name: 'another attribute',
    run: (box: Box) => box.set('/bin/busybox', { xattrs: new Map([['user.note', new Uint8Array([1])]]) }),
    lines: [],
  },
])('what counts as changed: $name', ({ run, lines }) => {
  expect(linesOf(run)).toEqual(lines);
});

test('the second of a tar’s time is the same as any moment within it', () => {
  const base = new Box(EMPTY_TREE, 100);
  base.write('/whole', 'x');
  const inside = new Box(base.tree, 100.75);
  inside.write('/whole', 'y');
  expect(diffTrees(base.tree, inside.tree)).toEqual([]);
  const later = new Box(inside.tree, 100.8);
  later.write('/whole', 'z');
  expect(diffTrees(inside.tree, later.tree).map(({ path }) => path)).toEqual(['/whole']);
});

test('a rename of a lower folder is refused, one of a folder made here is not', () => {
  const box = new Box(demo, AT);
  const options = { mtime: AT, base: demo };
  expect(() => renameNode(demo, '/srv/old', '/srv/new', options)).toThrow(expect.objectContaining({ code: 'EXDEV' }));
  box.rm('/srv/old');
  box.mkdir('/srv/old');
  const moved = renameNode(box.tree, '/srv/old', '/srv/new', options);
  expect(diffTrees(demo, moved).map(({ kind, path }) => `${kind} ${path}`)).toEqual(['C /srv', 'A /srv/new', 'D /srv/old']);
});

test('upperChanges names what hides and when a deletion was', () => {
  const box = new Box(demo, AT);
  box.rm('/srv/old');
  box.mkdir('/srv/old/sub');
  box.rm('/data/a.txt');
  expect(upperChanges(demo, box.tree).map(({ node: _, ...change }) => change)).toEqual([
    { kind: 'C', path: '/data' },
    { kind: 'D', path: '/data/a.txt', mtime: AT },
    { kind: 'C', path: '/srv' },
    { kind: 'C', path: '/srv/old', opaque: true },
    { kind: 'A', path: '/srv/old/sub' },
  ]);
});

test('two trees that share nothing: all is added', () => {
  const copy = copyAll(demo, demo.root);
  if (copy.node.kind !== 'dir') throw new Error('no folder');
  const changes = diffTrees(EMPTY_TREE, { ...copy.tree, root: copy.node });
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['A']));
  expect(diffTrees(demo, { ...copy.tree, root: copy.node }).map(({ path }) => path)).toEqual([]);
});

test('a device with another number is another', () => {
  const withDevice = (minor: number) =>
    applyLayer(EMPTY_TREE, [tarEntry({ name: 'null', type: 'char', major: 1, minor, mtime: 1 })]);
  const changes = diffTrees(withDevice(3), withDevice(5));
  expect(changes.map(({ kind, path }) => [kind, path])).toEqual([['C', '/null']]);
  expect(diffTrees(withDevice(3), withDevice(3))).toEqual([]);
});
