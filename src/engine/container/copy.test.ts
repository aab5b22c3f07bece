/** `docker cp`; the cases in brackets are recordings, the sizes are theirs. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Box, listTree } from '../../../tests/engine/box.ts';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { entriesOf } from '../../../tests/engine/recorded-images.ts';
import { peekContent } from '../bytes/content.ts';
import { findNode } from '../fs/lookup.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { copyFromContainer, copyToContainer, extractToContainer, packFromContainer } from './copy.ts';
import { diffContainer } from './diff-container.ts';
import { getContainer } from './find-container.ts';

let lab: MachineLab;

beforeEach(async () => {
  lab = new MachineLab();
  await lab.image({
    layers: [
      { 'etc/': '', 'etc/motd': 'Welcome!\n', 'data/': '', 'data/one': '1', 'data/sub/': '', 'data/sub/two': '2', 'tmp/': '' },
    ],
    tags: ['base'],
  });
  lab.container('base', 'box', 'created');
  const host = new Box(lab.machine.host.tree, 7, 'host');
  host.mkdir('/root/lab/src/sub');
  host.write('/root/lab/src/one', '1\n');
  host.write('/root/lab/src/sub/two', '2\n');
  host.write('/root/lab/in.txt', 'from the host\n');
  host.symlink('in.txt', '/root/lab/link');
  host.mkdir('/root/lab/out');
  lab.machine = { ...lab.machine, host: { ...lab.machine.host, tree: host.tree, cwd: '/root/lab' } };
});

function put(source: string, destination: string, followLink = false): { size: number; destination: string } {
  const { machine, transfer } = copyToContainer(lab.machine, { source, container: 'box', destination, followLink });
  lab.machine = machine;
  return transfer;
}
function take(source: string, destination: string, followLink = false): { size: number; destination: string } {
  const { machine, transfer } = copyFromContainer(lab.machine, { source, container: 'box', destination, followLink });
  lab.machine = machine;
  return transfer;
}
function diff(): string[] {
  return diffContainer(getContainer(lab.machine, 'box')).map(({ kind, path }) => `${kind} ${path}`);
}
function hostFiles(path: string): string[] {
  return listTree(lab.machine.host.tree, path).map((line) => line.split(' ')[0] ?? '');
}

describe('to a container', () => {
  test.each([
    { source: 'in.txt', destination: '/in.txt', size: 2048, expected: ['A /in.txt'] },
    { source: '/root/lab/in.txt', destination: 'tmp', size: 2048, expected: ['C /tmp', 'A /tmp/in.txt'] },
    { source: 'in.txt', destination: '/etc/motd', size: 2048, expected: ['C /etc', 'C /etc/motd'] },
    { source: 'link', destination: '/tmp/', size: 1536, expected: ['C /tmp', 'A /tmp/link'] },
    { source: 'src', destination: '/dst', size: 4096, expected: ['A /dst', 'A /dst/one', 'A /dst/sub', 'A /dst/sub/two'] },
    { source: 'src/.', destination: '/dst2', size: 4096, expected: ['A /dst2', 'A /dst2/one', 'A /dst2/sub', 'A /dst2/sub/two'] },
    {
      source: 'src',
      destination: '/tmp',
      size: 4096,
      expected: ['C /tmp', 'A /tmp/src', 'A /tmp/src/one', 'A /tmp/src/sub', 'A /tmp/src/sub/two'],
    },
    { source: 'src/.', destination: '/data', size: 4096, expected: ['C /data', 'C /data/one', 'C /data/sub', 'C /data/sub/two'] },
  ])('$source to $destination [29 88]', ({ source, destination, size, expected }) => {
    expect(put(source, destination)).toEqual({ size, destination: `box:${destination}` });
    expect(diff()).toEqual(expected);
  });

  test('-L copies what the link means', () => {
    expect(put('link', '/tmp/copy', true).size).toBe(2048);
    expect(findNode(getContainer(lab.machine, 'box').tree, '/tmp/copy')?.kind).toBe('file');
  });

  test.each<{ source: string; destination: string; code: string; data: object }>([
    {
      source: 'nofile',
      destination: '/',
      code: 'container.copy',
      data: { kind: 'no-source', path: '/root/lab/nofile', reason: 'missing' },
    },
    ...['nofile/', 'nofile/.', 'nofile/below/', './nofile//'].map((source) => ({
      source,
      destination: '/',
      code: 'container.copy',
      data: { kind: 'no-source', path: '/root/lab/nofile', reason: 'missing' },
    })),
    {
      source: 'in.txt/',
      destination: '/',
      code: 'container.copy',
      data: { kind: 'no-source', path: '/root/lab/in.txt/', reason: 'not-a-directory' },
    },
    {
      source: 'src/one',
      destination: '/nodir/x',
      code: 'container.pathNotFound',
      data: { path: '/nodir', argument: 'box', transfer: { size: 2048, destination: 'box:/nodir/x' } },
    },
    { source: 'in.txt', destination: '/nodir/', code: 'container.copy', data: { kind: 'no-such-folder' } },
    { source: 'in.txt', destination: '', code: 'container.copy', data: { kind: 'no-such-folder' } },
    { source: 'src', destination: '/etc/motd', code: 'container.copy', data: { kind: 'folder-onto-file' } },
    {
      source: 'in.txt',
      destination: '/etc/motd/x',
      code: 'container.copy',
      data: { kind: 'extraction-point', transfer: { size: 2048, destination: 'box:/etc/motd/x' } },
    },
  ])('refused: $source to $destination', ({ source, destination, code, data }) => {
    expect(() => put(source, destination)).toThrowError(expect.objectContaining({ code, data }));
  });

  test('a file does not take the place of a folder, nor the reverse', () => {
    const host = new Box(lab.machine.host.tree, 7, 'host');
    host.write('/root/lab/sub', 'a file');
    lab.machine = { ...lab.machine, host: { ...lab.machine.host, tree: host.tree } };
    expect(() => put('sub', '/data')).toThrowError(
      expect.objectContaining({
        data: expect.objectContaining({
          kind: 'overwrite',
          path: '/data/sub',
          existing: 'directory',
          destination: '/data',
          side: 'daemon',
        }),
      }),
    );
    expect(diff()).toEqual([]);
  });

  test('a volume is written, not the layer above it', async () => {
    await lab.image({ layers: [{ 'store/': '' }], tags: ['vol'], config: { Cmd: ['x'], Volumes: { '/store': {} } } });
    lab.container('vol', 'keeper');
    const { machine } = copyToContainer(lab.machine, { source: 'in.txt', container: 'keeper', destination: '/store' });
    expect(diffContainer(getContainer(machine, 'keeper'))).toEqual([]);
    const [volume] = machine.volumes.values();
    expect(volume === undefined ? [] : listTree(volume.tree)).toEqual(['/in.txt file 644 0:0 x1 "from the host\\n"']);
    const back = copyFromContainer(machine, { source: '/store/in.txt', container: 'keeper', destination: 'back.txt' });
    expect(findNode(back.machine.host.tree, '/root/lab/back.txt')?.kind).toBe('file');
  });

  test('a running process is told', () => {
    lab.container('base', 'live', 'running');
    const { machine } = copyToContainer(lab.machine, { source: 'in.txt', container: 'live', destination: '/x' });
    const live = getContainer(machine, 'live');
    expect(live.process?.inputs).toEqual([{ kind: 'tree', at: machine.now, tree: live.tree }]);
  });

  test('an archive from the input', async () => {
    const archive = peekContent(writeTar([tarEntry({ name: 'x/', type: 'dir' }), tarEntry({ name: 'x/y' })])) ?? new Uint8Array();
    const { machine, transfer } = await extractToContainer(lab.ctx, lab.machine, {
      container: 'box',
      destination: '/tmp',
      archive,
    });
    lab.machine = machine;
    expect(transfer).toEqual({ size: 0, destination: 'box:/tmp' });
    expect(diff()).toEqual(['C /tmp', 'A /tmp/x', 'A /tmp/x/y']);
    await expect(
      extractToContainer(lab.ctx, lab.machine, { container: 'box', destination: '/etc/motd', archive }),
    ).rejects.toMatchObject({
      data: { kind: 'not-a-folder', argument: 'box:/etc/motd' },
    });
    const hostile = peekContent(writeTar([tarEntry({ name: '../../x' })])) ?? new Uint8Array();
    await expect(
      extractToContainer(lab.ctx, lab.machine, { container: 'box', destination: '/tmp', archive: hostile }),
    ).rejects.toMatchObject({
      data: { kind: 'breakout', what: 'name', path: '../../x', target: '/tmp' },
    });
  });
});

describe('from a container', () => {
  test.each([
    { source: '/etc/motd', destination: '.', shown: '/root/lab/.', size: 2048, expected: ['/root/lab/motd'] },
    { source: 'etc/motd', destination: 'out.txt', shown: '/root/lab/out.txt', size: 2048, expected: ['/root/lab/out.txt'] },
    { source: '/etc/motd', destination: 'out', shown: '/root/lab/out', size: 2048, expected: ['/root/lab/out/motd'] },
    { source: '/etc/motd', destination: 'out/', shown: '/root/lab/out/', size: 2048, expected: ['/root/lab/out/motd'] },
    {
      source: '/data',
      destination: 'copy',
      shown: '/root/lab/copy',
      size: 4096,
      expected: ['/root/lab/copy', '/root/lab/copy/one', '/root/lab/copy/sub', '/root/lab/copy/sub/two'],
    },
    {
      source: '/data',
      destination: 'out',
      shown: '/root/lab/out',
      size: 4096,
      expected: ['/root/lab/out/data', '/root/lab/out/data/one', '/root/lab/out/data/sub', '/root/lab/out/data/sub/two'],
    },
    {
      source: '/data/.',
      destination: 'out',
      shown: '/root/lab/out',
      size: 4096,
      expected: ['/root/lab/out/one', '/root/lab/out/sub', '/root/lab/out/sub/two'],
    },
  ])('$source to $destination [29 88]', ({ source, destination, shown, size, expected }) => {
    const before = new Set(hostFiles('/root/lab'));
    expect(take(source, destination)).toEqual({ size, destination: shown });
    expect(hostFiles('/root/lab').filter((path) => !before.has(path))).toEqual(expected);
  });

  test('a link is copied as one, with -L as what it means', () => {
    const box = getContainer(lab.machine, 'box');
    lab.change(box, ({ tree }) => {
      const made = new Box(tree, 1);
      made.symlink('/etc/motd', '/tmp/link');
      return made.tree;
    });
    expect(take('/tmp/link', 'link1').size).toBe(1536);
    expect(take('/tmp/link', 'link2', true).size).toBe(2048);
    expect([
      findNode(lab.machine.host.tree, '/root/lab/link1', { follow: false })?.kind,
      findNode(lab.machine.host.tree, '/root/lab/link2')?.kind,
    ]).toEqual(['symlink', 'file']);
  });

  test('to the output it is the archive', () => {
    const archive = packFromContainer(lab.machine, { source: '/data/sub', container: 'box' });
    expect(entriesOf(archive).map((entry) => entry.name)).toEqual(['sub/', 'sub/two']);
  });

  test.each<{ source: string; destination: string; code: string; data: object }>([
    { source: '/nofile', destination: '.', code: 'container.pathNotFound', data: { path: '/nofile', argument: 'box' } },
    { source: '/etc', destination: 'no/dir', code: 'container.copy', data: { kind: 'no-parent', path: '/root/lab/no' } },
    {
      source: '/etc/motd',
      destination: 'nodir/',
      code: 'container.copy',
      data: { kind: 'no-such-folder', transfer: { size: 0, destination: '/root/lab/nodir/' } },
    },
    {
      source: '/data',
      destination: 'in.txt',
      code: 'container.copy',
      data: { kind: 'folder-onto-file', transfer: { size: 0, destination: '/root/lab/in.txt' } },
    },
  ])('refused: $source to $destination', ({ source, destination, code, data }) => {
    expect(() => take(source, destination)).toThrowError(expect.objectContaining({ code, data }));
  });

  test('no such container', () => {
    expect(() => copyFromContainer(lab.machine, { source: '/x', container: 'nosuch', destination: '.' })).toThrowError(
      expect.objectContaining({ code: 'container.notFound' }),
    );
  });
});
