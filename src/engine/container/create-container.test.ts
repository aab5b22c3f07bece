import { beforeEach, describe, expect, test } from 'vitest';
import { listTree } from '../../../tests/engine/box.ts';
import { LAB_EPOCH, MachineLab } from '../../../tests/engine/machine-lab.ts';
import { findNode } from '../fs/lookup.ts';
import type { RunConfig } from '../oci/image-config.ts';
import { type CreateContainerOptions, createContainer } from './create-container.ts';
import { diffContainer } from './diff-container.ts';
import { mergeConfig } from './merge-config.ts';

let lab: MachineLab;

beforeEach(async () => {
  lab = new MachineLab();
  await lab.image({
    layers: [{ 'etc/': '', 'etc/hosts': 'from the image', 'proc/': '', 'data/': '', 'data/keep': '1', file: 'x' }],
    tags: ['base'],
    config: { Env: ['PATH=/bin', 'A=image'], Cmd: ['sh', '-c', 'true'], Volumes: { '/data': {} } },
  });
});

function create(options: Partial<CreateContainerOptions> = {}) {
  const made = createContainer(lab.ctx, lab.machine, { image: 'base', ...options });
  lab.machine = made.machine;
  return made.container;
}

test('a container has an ID, a name, its settings and nothing of its own', () => {
  const container = create({ name: '/box', config: { Env: ['A=mine', 'B'], Labels: { x: 'y' } } });
  expect(container).toMatchObject({
    name: 'box',
    created: LAB_EPOCH,
    imageName: 'base',
    path: 'sh',
    args: ['-c', 'true'],
    state: { status: 'created', exitCode: 0, pid: 0, error: '' },
    config: {
      Hostname: container.id.slice(0, 12),
      Image: 'base',
      Env: ['A=mine', 'B', 'PATH=/bin'],
      Labels: { x: 'y' },
      WorkingDir: '',
    },
  });
  expect(container.id).toMatch(/^[0-9a-f]{64}$/);
  expect(diffContainer(container)).toEqual([]);
});

test('docker puts its mount points over the image: they are no change, and take the place of what was there', () => {
  const container = create();
  expect(listTree(container.tree).filter((line) => !line.startsWith('/data'))).toEqual([
    '/.dockerenv file 755 0:0 x1 ""',
    '/dev dir 755 0:0',
    '/dev/console file 755 0:0 x1 ""',
    '/dev/pts dir 755 0:0',
    '/dev/shm dir 755 0:0',
    '/etc dir 755 0:0',
    '/etc/hostname file 755 0:0 x1 ""',
    '/etc/hosts file 755 0:0 x1 ""',
    '/etc/mtab symlink 777 0:0 -> /proc/mounts',
    '/etc/resolv.conf file 755 0:0 x1 ""',
    '/file file 644 0:0 x1 "x"',
    '/proc dir 755 0:0',
    '/sys dir 755 0:0',
  ]);
});

test('a working folder that is not there is made at once, in its own layer', () => {
  const container = create({ config: { WorkingDir: '/made//here/./x/..' } });
  expect(container.config.WorkingDir).toBe('/made/here');
  expect(diffContainer(container).map(({ kind, path }) => `${kind} ${path}`)).toEqual(['A /made', 'A /made/here']);
  expect(diffContainer(create({ config: { WorkingDir: '/data' } }))).toEqual([]);
});

describe('volumes', () => {
  test('a declared one is anonymous and filled from the image', () => {
    const container = create();
    const [volume] = lab.machine.volumes.values();
    expect(container.hostConfig.mounts).toEqual([{ kind: 'volume', name: volume?.name, target: '/data', readOnly: false }]);
    expect(volume).toMatchObject({ anonymous: true, name: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(volume === undefined ? [] : listTree(volume.tree)).toEqual(['/keep file 644 0:0 x1 "1"']);
  });

  test('a named one is made, shared, and filled only while it is empty', () => {
    const mounts = [{ kind: 'volume', name: 'store', target: '/data/', readOnly: false }] as const;
    const first = create({ hostConfig: { mounts } });
    expect(first.hostConfig.mounts).toEqual([{ ...mounts[0], target: '/data' }]);
    const before = lab.machine.volumes.get('store');
    create({ hostConfig: { mounts } });
    expect([...lab.machine.volumes.values()]).toEqual([before]);
  });
});

test.each<{ name: string; options: Partial<CreateContainerOptions>; code: string; data: object }>([
  { name: 'an image that is not there', options: { image: 'nosuch' }, code: 'image.notFound', data: { shown: 'nosuch:latest' } },
  {
    name: 'a relative folder, before all',
    options: { image: 'nosuch', config: { WorkingDir: 'x' } },
    code: 'container.relativeWorkdir',
    data: { path: 'x' },
  },
  {
    name: 'a folder that is a file',
    options: { config: { WorkingDir: '/file' } },
    code: 'container.workdirNotFolder',
    data: { path: '/file' },
  },
  { name: 'a name of one letter', options: { name: 'x' }, code: 'container.invalidName', data: { shown: 'x', renaming: false } },
  { name: 'a name with a blank', options: { name: 'a b' }, code: 'container.invalidName', data: { shown: 'a b', renaming: false } },
  { name: 'no command', options: { config: { Entrypoint: [''] } }, code: 'container.noCommand', data: {} },
  {
    name: 'a volume over a file',
    options: { hostConfig: { mounts: [{ kind: 'volume', name: '', target: '/file', readOnly: false }] } },
    code: 'container.volumeOverFile',
    data: { disk: expect.stringMatching(/\/merged\/file$/) },
  },
  {
    name: 'a named volume, which would be filled from a file',
    options: { hostConfig: { mounts: [{ kind: 'volume', name: 'vol', target: '/file', readOnly: false }] } },
    code: 'container.volumeSource',
    data: { disk: expect.stringMatching(/\/merged\/file$/) },
  },
])('refused: $name', ({ options, code, data }) => {
  expect(() => create(options)).toThrowError(expect.objectContaining({ code, data: expect.objectContaining(data) }));
});

test('what is refused late waits for the image and the name', () => {
  const refuseLate = (): void => {
    throw new Error('late');
  };
  create({ name: 'box' });
  expect(() => create({ image: 'nosuch', refuseLate })).toThrowError(expect.objectContaining({ code: 'image.notFound' }));
  expect(() => create({ name: 'box', refuseLate })).toThrowError(expect.objectContaining({ code: 'container.nameInUse' }));
  expect(() => create({ name: 'other', refuseLate })).toThrowError('late');
});

test('one container to a name', () => {
  const first = create({ name: 'box' });
  expect(() => create({ name: 'box' })).toThrowError(
    expect.objectContaining({ code: 'container.nameInUse', data: { name: 'box', containerId: first.id, renaming: false } }),
  );
});

test('drawn names differ, and the same commands give the same', () => {
  const names = [create().name, create().name, create().name];
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^[a-z]+_[a-z]+\d?$/);
});

test('an image without layers', async () => {
  await lab.image({ layers: [], tags: ['empty'], config: { Cmd: ['x'] } });
  const container = create({ image: 'empty' });
  expect(container.base).toBeUndefined();
  expect(findNode(container.tree, '/.dockerenv')?.kind).toBe('file');
  expect(await lab.problems()).toEqual([]);
});

describe('settings', () => {
  const image: RunConfig = {
    User: 'app',
    Env: ['A=1', 'B=2'],
    Cmd: ['serve'],
    Entrypoint: ['/start'],
    WorkingDir: '/srv',
    ExposedPorts: { '80/tcp': {} },
    Labels: { a: 'image', b: 'image' },
    Volumes: { '/data': {} },
    StopSignal: 'SIGQUIT',
  };
  test.each<{ name: string; user: RunConfig; expected: Partial<RunConfig> }>([
    { name: 'nothing asked for: the image’s', user: {}, expected: { ...image, Labels: { a: 'image', b: 'image' } } },
    { name: 'a command replaces the command', user: { Cmd: ['x'] }, expected: { Cmd: ['x'], Entrypoint: ['/start'] } },
    { name: 'an entrypoint drops both', user: { Entrypoint: ['y'] }, expected: { Cmd: null, Entrypoint: ['y'] } },
    { name: 'an empty entrypoint resets it', user: { Entrypoint: [''], Cmd: ['x'] }, expected: { Cmd: ['x'], Entrypoint: [''] } },
    { name: 'variables are joined by name, the user’s first', user: { Env: ['B=9', 'C'] }, expected: { Env: ['B=9', 'C', 'A=1'] } },
    {
      name: 'labels and ports are joined',
      user: { Labels: { b: 'mine' }, ExposedPorts: { '90/tcp': {} } },
      expected: { Labels: { a: 'image', b: 'mine' }, ExposedPorts: { '80/tcp': {}, '90/tcp': {} } },
    },
    {
      name: 'a user and a folder replace',
      user: { User: 'root', WorkingDir: '/' },
      expected: { User: 'root', WorkingDir: '/', StopSignal: 'SIGQUIT' },
    },
  ])('$name', ({ user, expected }) => expect(mergeConfig(user, image)).toMatchObject(expected));

  test('an image without settings leaves the user’s alone', () => {
    expect(mergeConfig({ Cmd: ['x'] }, null)).toEqual({ Cmd: ['x'] });
  });
});
