/** What dockerd 20.10.24 (overlay2) refuses to unpack over a layer below. */
import { expect, test } from 'vitest';
import { contentOf } from '../bytes/content.ts';
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
const DATA = dir('data/', 0o700);
/** So many links, each to the one before, down to a folder. */
function chain(links: number): TarEntry[] {
  return [dir('l0'), ...Array.from({ length: links }, (_, at) => link(`l${at + 1}`, `l${at}`))];
}

test.each([
  { name: 'file for a root', layer: [file('/')], code: 'layer.root', data: { name: '/', type: 'file' } },
  { name: 'link for a root', layer: [link('..', 'x')], code: 'layer.root', data: { name: '..', type: 'symlink', target: 'x' } },
  {
    name: 'hard link to what is outside',
    layer: [link('h', '../../etc/passwd', 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: '../../etc/passwd', errno: 'ENOENT' },
  },
  {
    name: 'hard link to the layer below',
    layer: [DATA, link('h', 'data/a', 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: 'data/a', errno: 'ENOENT' },
  },
  {
    name: 'hard link to what comes later',
    layer: [link('d/h', 'z', 'hardlink'), file('z')],
    code: 'layer.entry',
    data: { name: 'd/h', type: 'hardlink', target: 'z', errno: 'ENOENT' },
  },
  {
    name: 'hard link to a folder',
    layer: [DATA, link('h', 'data', 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: 'data', errno: 'EPERM' },
  },
  {
    name: 'hard link to the root',
    layer: [link('h', '/', 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: '/', errno: 'EPERM' },
  },
  {
    name: 'hard link to something in a file',
    layer: [file('z'), link('h', 'z/y', 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: 'z/y', errno: 'ENOTDIR' },
  },
  {
    name: 'hard link to a long name',
    layer: [link('h', 'u'.repeat(256), 'hardlink')],
    code: 'layer.entry',
    data: { name: 'h', type: 'hardlink', target: 'u'.repeat(256), errno: 'ENAMETOOLONG' },
  },
  {
    name: 'through a link to nowhere',
    layer: [link('l', 'nowhere'), file('l/f')],
    code: 'layer.entry',
    data: { name: 'l/f', type: 'file', errno: 'ENOENT' },
  },
  {
    name: 'through a link out of the tree',
    layer: [link('l', '../../../etc'), dir('l/f')],
    code: 'layer.entry',
    data: { name: 'l/f', type: 'dir', errno: 'ENOENT' },
  },
  {
    name: 'through a link to itself',
    layer: [link('l', 'l'), link('l/f', 'x')],
    code: 'layer.entry',
    data: { name: 'l/f', type: 'symlink', target: 'x', errno: 'ELOOP' },
  },
  {
    name: 'through more links than the kernel follows',
    layer: [...chain(41), file('l41/f')],
    code: 'layer.entry',
    data: { name: 'l41/f', type: 'file', errno: 'ELOOP' },
  },
  {
    name: 'through a file',
    layer: [file('p'), file('p/in')],
    code: 'layer.entry',
    data: { name: 'p/in', type: 'file', errno: 'ENOTDIR' },
  },
  {
    name: 'whiteout without a name',
    layer: [DATA, file('data/.wh.')],
    code: 'layer.badWhiteout',
    data: { name: 'data/.wh.', type: 'file' },
  },
  {
    name: 'whiteout of .',
    layer: [DATA, file('data/.wh..')],
    code: 'layer.badWhiteout',
    data: { name: 'data/.wh..', type: 'file' },
  },
  {
    name: 'whiteout of ..',
    layer: [DATA, file('data/.wh...')],
    code: 'layer.badWhiteout',
    data: { name: 'data/.wh...', type: 'file' },
  },
  {
    name: 'symlink to nothing',
    layer: [link('l', '')],
    code: 'layer.entry',
    data: { name: 'l', type: 'symlink', target: '', errno: 'ENOENT' },
  },
  {
    name: 'symlink to a long path',
    layer: [link('l', 'u/'.repeat(2048))],
    code: 'layer.entry',
    data: { name: 'l', type: 'symlink', target: 'u/'.repeat(2048), errno: 'ENAMETOOLONG' },
  },
  {
    name: 'a long path',
    layer: [file(`${'u/'.repeat(2047)}ff`)],
    code: 'layer.entry',
    data: { name: `${'u/'.repeat(2047)}ff`, type: 'file', errno: 'ENAMETOOLONG' },
  },
  {
    name: 'a large attribute',
    layer: [{ ...file('f'), xattrs: new Map([['user.x', new Uint8Array(65_537)]]) }],
    code: 'layer.attribute',
    data: { name: 'f', type: 'file' },
  },
  { name: 'whiteout of /', layer: [file('.wh.')], code: 'layer.badWhiteout', data: { name: '.wh.', type: 'file' } },
  {
    name: 'two entries of one name',
    layer: [file('dup', '1'), file('./dup', '2')],
    code: 'layer.duplicatePath',
    data: { name: './dup', type: 'file' },
  },
  {
    name: 'folder and file of one name',
    layer: [dir('/dd/'), file('/dd')],
    code: 'layer.duplicatePath',
    data: { name: '/dd', type: 'file' },
  },
  {
    name: 'folders without end, by a link',
    layer: [dir('a/'.repeat(2000)), link('l', 'a/'.repeat(2000)), file(`l/${'b/'.repeat(2000)}f`)],
    code: 'layer.entry',
    data: { name: `l/${'b/'.repeat(2000)}f`, type: 'file', errno: 'ENAMETOOLONG' },
  },
  {
    name: 'a long name',
    layer: [file('ü'.repeat(128))],
    code: 'layer.entry',
    data: { name: 'ü'.repeat(128), type: 'file', errno: 'ENAMETOOLONG' },
  },
])('refused: $name', ({ layer, code, data }) => {
  expect(() => applyLayer(lower, layer)).toThrow(expect.objectContaining({ code, data }));
});

test('through as many links as the kernel follows', () => {
  expect(() => applyLayer(lower, [...chain(40), file('l40/f')])).not.toThrow();
});
