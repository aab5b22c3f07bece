/** What dockerd 20.10.24 (overlay2) showed for the same tars, loaded over the same layer below; differences are named. */
import { expect, test } from 'vitest';
import { listTree } from '../../../tests/engine/box.ts';
import { contentOf } from '../bytes/content.ts';
import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { type TarEntry, tarEntry } from '../tar/entry.ts';
import { applyLayer } from './apply-layer.ts';

function file(name: string, words = '', rest: Partial<TarEntry> = {}): TarEntry {
  return tarEntry({ name, content: contentOf(words), mtime: 1, ...rest });
}
function dir(name: string, mode = 0o755): TarEntry {
  return tarEntry({ name, type: 'dir', mode, mtime: 1 });
}
function link(name: string, linkname: string, type: 'symlink' | 'hardlink' = 'symlink'): TarEntry {
  return tarEntry({ name, type, linkname, mtime: 1 });
}

const LOWER = [
  dir('data/', 0o700),
  file('data/a', 'A'),
  file('data/b', 'B'),
  dir('data/sub/'),
  file('data/sub/x', 'X'),
  link('lnk', '/data'),
  dir('tmp/', 0o1777),
];
const lower = applyLayer(EMPTY_TREE, LOWER);

/** Lines that are not the layer below's. */
function changed(tree: Tree): string[] {
  const before = listTree(lower);
  const after = listTree(tree);
  return [
    ...after.filter((line) => !before.includes(line)),
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
  ];
}

const DATA = dir('data/', 0o700);

interface Case {
  readonly name: string;
  readonly layer: readonly TarEntry[];
  readonly lines: readonly string[];
}

test.each<Case>([
  { name: 'no entries', layer: [], lines: [] },
  { name: 'a new file', layer: [DATA, file('data/new', 'n')], lines: ['/data/new file 644 0:0 x1 "n"'] },
  {
    name: 'a file replaces a file',
    layer: [DATA, file('data/a', 'new', { mode: 0o600, uid: 5 })],
    lines: ['/data/a file 600 5:0 x1 "new"', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    name: 'a folder over a folder changes its mode and keeps what is in it',
    layer: [dir('data', 0o711)],
    lines: ['/data dir 711 0:0', '- /data dir 700 0:0'],
  },
  {
    name: 'folders that are not listed are made 0755 over those below',
    layer: [file('data/new'), file('tmp/x')],
    lines: [
      '/data dir 755 0:0',
      '/data/new file 644 0:0 x1 ""',
      '/tmp dir 755 0:0',
      '/tmp/x file 644 0:0 x1 ""',
      '- /data dir 700 0:0',
      '- /tmp dir 1777 0:0',
    ],
  },
  { name: 'whiteout', layer: [DATA, file('data/.wh.a')], lines: ['- /data/a file 644 0:0 x1 "A"'] },
  {
    name: 'whiteout of a folder',
    layer: [DATA, file('data/.wh.sub')],
    lines: ['- /data/sub dir 755 0:0', '- /data/sub/x file 644 0:0 x1 "X"'],
  },
  { name: 'whiteout of what is not there', layer: [DATA, file('data/.wh.nothing')], lines: [] },
  {
    name: 'whiteout before a file of the same layer',
    layer: [DATA, file('data/.wh.a'), file('data/a', 'new')],
    lines: ['/data/a file 644 0:0 x1 "new"', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    // The image-spec's rule; 20.10 refuses this one (mknod: file exists).
    name: 'whiteout behind a file of the same layer',
    layer: [DATA, file('data/a', 'new'), file('data/.wh.a')],
    lines: ['/data/a file 644 0:0 x1 "new"', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    // The image-spec's rule; 20.10 shows /data/sub/x again, because a plain folder replaces the whiteout.
    name: 'whiteout and folder of one name hide what was in it',
    layer: [DATA, file('data/.wh.sub'), dir('data/sub'), file('data/sub/y', 'Y')],
    lines: ['/data/sub/y file 644 0:0 x1 "Y"', '- /data/sub/x file 644 0:0 x1 "X"'],
  },
  {
    name: 'opaque folder, its marker between its files',
    layer: [DATA, file('data/n', 'N'), file('data/.wh..wh..opq'), file('data/m', 'M')],
    lines: [
      '/data/m file 644 0:0 x1 "M"',
      '/data/n file 644 0:0 x1 "N"',
      '- /data/a file 644 0:0 x1 "A"',
      '- /data/b file 644 0:0 x1 "B"',
      '- /data/sub dir 755 0:0',
      '- /data/sub/x file 644 0:0 x1 "X"',
    ],
  },
  {
    name: 'file over folder',
    layer: [file('data', 'x')],
    lines: [
      '/data file 644 0:0 x1 "x"',
      '- /data dir 700 0:0',
      '- /data/a file 644 0:0 x1 "A"',
      '- /data/b file 644 0:0 x1 "B"',
      '- /data/sub dir 755 0:0',
      '- /data/sub/x file 644 0:0 x1 "X"',
    ],
  },
  {
    name: 'folder over file',
    layer: [DATA, dir('data/a'), file('data/a/in', 'x')],
    lines: ['/data/a dir 755 0:0', '/data/a/in file 644 0:0 x1 "x"', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    name: 'a folder that is not listed over a file',
    layer: [DATA, file('data/a/in', 'x')],
    lines: ['/data/a dir 755 0:0', '/data/a/in file 644 0:0 x1 "x"', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    name: 'a link of the layer below is not followed',
    layer: [file('lnk/file', 'x')],
    lines: ['/lnk dir 755 0:0', '/lnk/file file 644 0:0 x1 "x"', '- /lnk symlink 777 0:0 -> /data'],
  },
  {
    name: 'a link of the same layer is',
    layer: [DATA, link('l2', 'data'), file('l2/file', 'x'), file('l2/deep/er', 'y')],
    lines: [
      '/data/deep dir 755 0:0',
      '/data/deep/er file 644 0:0 x1 "y"',
      '/data/file file 644 0:0 x1 "x"',
      '/l2 symlink 777 0:0 -> data',
    ],
  },
  {
    name: 'a link that climbs above the root stays inside',
    layer: [link('up', '../../../data'), DATA, file('up/f', 'x')],
    lines: ['/data/f file 644 0:0 x1 "x"', '/up symlink 777 0:0 -> ../../../data'],
  },
  {
    name: 'hard links within the layer, also to a target with a slash in front',
    layer: [file('z', 'Z'), link('z2', '/z', 'hardlink'), link('z3', './z', 'hardlink')],
    lines: ['/z file 644 0:0 x3 "Z"', '/z2 file 644 0:0 x3 "Z"', '/z3 file 644 0:0 x3 "Z"'],
  },
  {
    name: 'a hard link’s header changes the file',
    layer: [file('z', 'Z', { mode: 0o4755, uid: 1000 }), link('z2', 'z', 'hardlink')],
    lines: ['/z file 644 0:0 x2 "Z"', '/z2 file 644 0:0 x2 "Z"'],
  },
  {
    name: 'pipe, device, attributes',
    layer: [
      tarEntry({ name: 'p', type: 'fifo', mode: 0o600 }),
      tarEntry({ name: 'n', type: 'char', major: 1, minor: 3, mode: 0o666 }),
      tarEntry({ name: 'sd', type: 'block', major: 8, minor: 0 }),
    ],
    lines: ['/n char 666 0:0 1,3', '/p fifo 600 0:0', '/sd block 644 0:0 8,0'],
  },
  {
    name: 'names from the root',
    layer: [dir('/'), file('/abs/f', '1'), dir('/data', 0o700), file('/data/n', '2')],
    lines: ['/abs dir 755 0:0', '/abs/f file 644 0:0 x1 "1"', '/data/n file 644 0:0 x1 "2"'],
  },
  {
    name: 'names that climb out stay in',
    layer: [dir('..', 0o700), file('../up', '1'), file('data/../../over', '2'), file('../../../etc/passwd', '3')],
    lines: ['/etc dir 755 0:0', '/etc/passwd file 644 0:0 x1 "3"', '/over file 644 0:0 x1 "2"', '/up file 644 0:0 x1 "1"'],
  },
  {
    name: 'whiteouts from the root, and above it',
    layer: [DATA, file('/data/.wh.a'), file('../data/.wh.sub')],
    lines: ['- /data/a file 644 0:0 x1 "A"', '- /data/sub dir 755 0:0', '- /data/sub/x file 644 0:0 x1 "X"'],
  },
  {
    name: 'opaque from the root',
    layer: [dir('/data/', 0o700), file('/data/.wh..wh..opq'), file('/data/q', 'q')],
    lines: [
      '/data/q file 644 0:0 x1 "q"',
      '- /data/a file 644 0:0 x1 "A"',
      '- /data/b file 644 0:0 x1 "B"',
      '- /data/sub dir 755 0:0',
      '- /data/sub/x file 644 0:0 x1 "X"',
    ],
  },
  {
    name: 'one place under two names: the later entry wins',
    layer: [file('x', '1'), file('/x', '2'), file('../x', '3')],
    lines: ['/x file 644 0:0 x1 "3"'],
  },
  {
    name: 'a file in the place of a folder with one of two links',
    layer: [file('z', 'Z'), link('d/h', 'z', 'hardlink'), file('/d', 'D')],
    lines: ['/d file 644 0:0 x1 "D"', '/z file 644 0:0 x1 "Z"'],
  },
  {
    name: 'a hard link whose target climbs out, or goes by a link of this layer',
    layer: [file('d/z', 'Z'), link('l', 'd'), link('h', '../d/z', 'hardlink'), link('k', 'l/z', 'hardlink')],
    lines: [
      '/d dir 755 0:0',
      '/d/z file 644 0:0 x3 "Z"',
      '/h file 644 0:0 x3 "Z"',
      '/k file 644 0:0 x3 "Z"',
      '/l symlink 777 0:0 -> d',
    ],
  },
  { name: 'names that begin with ./', layer: [dir('./', 0o700), file('./k', 'z')], lines: ['/k file 644 0:0 x1 "z"'] },
  {
    name: 'names with dots and double slashes',
    layer: [file('./tt/./q//../r', 'x')],
    lines: ['/tt dir 755 0:0', '/tt/r file 644 0:0 x1 "x"'],
  },
  {
    // 20.10 shows the folder .wh..wh.plnk itself.
    name: 'what AUFS kept for itself is not seen, but linked to',
    layer: [dir('.wh..wh.plnk'), file('.wh..wh.plnk/1.2', 'z'), link('here', '.wh..wh.plnk/1.2', 'hardlink')],
    lines: ['/here file 644 0:0 x2 "z"'],
  },
  {
    name: 'a device of 0,0 is what overlay keeps a whiteout as',
    layer: [DATA, { ...file('data/a'), type: 'char' }, file('z'), { ...file('y'), type: 'char' }],
    lines: ['/z file 644 0:0 x1 ""', '- /data/a file 644 0:0 x1 "A"'],
  },
  {
    name: 'a folder with the name of a whiteout is one, and what lies in it is seen',
    layer: [dir('.wh.data'), file('.wh.data/f', 'F')],
    lines: [
      '/.wh.data dir 755 0:0',
      '/.wh.data/f file 644 0:0 x1 "F"',
      ...listTree(lower)
        .filter((line) => line.startsWith('/data'))
        .map((line) => `- ${line}`),
    ],
  },
  { name: 'a dot, whatever it is', layer: [link('.', '/etc')], lines: [] },
  {
    // The image-spec's rule; overlay does not look for the mark on its root, so 20.10 shows all of the layer below.
    name: 'opaque root',
    layer: [file('.wh..wh..opq'), file('only', 'o')],
    lines: ['/only file 644 0:0 x1 "o"', ...listTree(lower).map((line) => `- ${line}`)],
  },
])('$name', ({ layer, lines }) => {
  expect(changed(applyLayer(lower, layer))).toEqual(lines);
});

test('what no entry touches stays the same node', () => {
  const tree = applyLayer(lower, [dir('tmp/', 0o1777), file('tmp/x')]);
  expect(tree.root.entries.get('data')).toBe(lower.root.entries.get('data'));
  expect(applyLayer(lower, [])).toEqual(lower);
  expect(applyLayer(lower, [dir('./')]).root).toBe(lower.root);
});

test('a merged folder keeps its inode, one made again has a new one', () => {
  const ino = (tree: Tree) => tree.root.entries.get('data')?.ino;
  expect(ino(applyLayer(lower, [DATA]))).toBe(ino(lower));
  expect(ino(applyLayer(lower, [file('.wh.data'), DATA]))).not.toBe(ino(lower));
  expect(ino(applyLayer(lower, [DATA, file('data/.wh..wh..opq')]))).not.toBe(ino(lower));
});

test.each(['./', '/', '.'])('an entry %s says nothing about the root', (name) => {
  expect(applyLayer(lower, [dir(name, 0o700), file('./k')]).root.mode).toBe(0o755);
});

test('20,000 files in one folder and 20,000 in folders of their own are applied without copying a folder for each', () => {
  const entries = [dir('flat/')];
  for (let i = 0; i < 20_000; i++) entries.push(file(`flat/${i}`), file(`deep/${i % 100}/${i}/f`));
  const start = performance.now();
  const tree = applyLayer(lower, entries);
  const taken = performance.now() - start;
  expect(tree.root.entries.get('flat')).toMatchObject({ entries: { size: 20_000 } });
  // 100 ms on a quiet machine; a copy of the folder for each of its files takes half a minute.
  expect(taken).toBeLessThan(5_000);
});
