import { beforeEach, describe, expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { entriesOf } from '../../../tests/engine/recorded-images.ts';
import { text } from '../bytes/utf8.ts';
import { applyChanges } from '../image/apply-change.ts';
import { listHistory } from '../image/history.ts';
import { importImage } from '../image/import-image.ts';
import { listImages } from '../image/list-images.ts';
import { removeImage } from '../image/remove-image.ts';
import type { Image } from '../machine/machine.ts';
import { soon } from '../soon.ts';
import { type CommitOptions, commitContainer } from './commit-container.ts';
import { exportContainer } from './export-container.ts';
import { getContainer } from './find-container.ts';

let lab: MachineLab;
let base: Image;

beforeEach(async () => {
  lab = new MachineLab();
  base = await lab.image({
    layers: [{ 'etc/': '', 'etc/os': 'base' }],
    tags: ['base'],
    config: { Cmd: ['sh'], Env: ['PATH=/bin'] },
  });
  lab.container('base', 'work');
});

function edit(change: (box: Box) => void): void {
  lab.change(getContainer(lab.machine, 'work'), ({ baseTree }) => {
    const box = new Box(baseTree, 1_767_225_600);
    change(box);
    return box.tree;
  });
}
async function commit(options: CommitOptions = {}): Promise<Image> {
  const ref = { current: lab.machine };
  try {
    return await soon(commitContainer(lab.ctx, ref, 'work', options));
  } finally {
    lab.machine = ref.current;
  }
}

describe('commit', () => {
  test('one layer on top of the image, with its row of history and its parent [31]', async () => {
    edit((box) => box.write('/made.txt', 'made\n'));
    const image = await commit({ reference: 'snap:1', author: 'Ann <ann@example.org>', comment: 'added made.txt' });
    expect(image).toMatchObject({
      parent: base.id,
      config: {
        author: 'Ann <ann@example.org>',
        container: getContainer(lab.machine, 'work').id,
        docker_version: '20.10.24+dfsg1',
        config: { Cmd: ['sh'], Env: ['PATH=/bin'] },
      },
    });
    expect(image.config.rootfs.diff_ids).toHaveLength(2);
    expect(
      listHistory(lab.machine, image).map(({ imageId, createdBy, size, comment, tags }) => ({
        imageId,
        createdBy,
        size,
        comment,
        tags,
      })),
    ).toEqual([
      { imageId: image.id, createdBy: 'sh', size: 5, comment: 'added made.txt', tags: ['snap:1'] },
      { imageId: base.id, createdBy: 'step 1', size: 4, comment: '', tags: ['base:latest'] },
    ]);
    expect(await lab.problems()).toEqual([]);
  });

  test('the config is written as docker writes it', async () => {
    edit((box) => box.write('/f', 'x'));
    const image = await commit({ author: 'Ann <a@b>' });
    const { id } = getContainer(lab.machine, 'work');
    const settings = `{"Hostname":"${id.slice(0, 12)}","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":["PATH=/bin"],"Cmd":["sh"],"Image":"base","Volumes":null,"WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":{}}`;
    const { created = '' } = image.config;
    expect(text(image.configBytes)).toBe(
      `{"architecture":"amd64","author":"Ann \\u003ca@b\\u003e","config":${settings},"container":"${id}","container_config":${settings},"created":"${created}","docker_version":"20.10.24+dfsg1",` +
        `"history":[{"created":"2026-01-01T00:00:00Z","created_by":"step 1"},{"created":"${created}","author":"Ann \\u003ca@b\\u003e","created_by":"sh"}],"os":"linux","rootfs":{"type":"layers","diff_ids":${JSON.stringify(image.config.rootfs.diff_ids)}}}`,
    );
  });

  test('an untouched container adds no layer; twice gives two images [66]', async () => {
    const first = await commit({ reference: 'same' });
    const second = await commit({ reference: 'same' });
    expect([first.chain, second.chain]).toEqual([base.chain, base.chain]);
    expect(first.config.history?.at(-1)?.empty_layer).toBe(true);
    expect(second.id).not.toBe(first.id);
    expect(listImages(lab.machine).map((summary) => summary.references.length)).toEqual([1, 0, 1]);
  });

  test('deleting adds nothing and saves nothing [43]', async () => {
    edit((box) => box.rm('/etc/os'));
    const image = await commit();
    expect(image.chain).toHaveLength(2);
    expect(listHistory(lab.machine, image)[0]?.size).toBe(0);
  });

  test('-c changes the image, not the container', async () => {
    const image = await commit({
      change: (config) =>
        applyChanges(config, [
          { kind: 'CMD', form: 'exec', words: ['cat', '/x'] },
          { kind: 'ENV', pairs: [['A', '1']] },
          { kind: 'WORKDIR', path: '/tmp' },
        ]),
    });
    expect(image.config.config).toMatchObject({ Cmd: ['cat', '/x'], Env: ['PATH=/bin', 'A=1'], WorkingDir: '/tmp' });
    expect(image.config.container_config).toMatchObject({ Cmd: ['sh'], Env: ['PATH=/bin'] });
    expect(image.config.history?.at(-1)?.created_by).toBe('sh');
  });

  test('not without the image: its config is gone [08]', async () => {
    lab.machine = removeImage(lab.machine, 'base', { force: true }).machine;
    await expect(commit()).rejects.toMatchObject({ code: 'image.contentMissing', data: { imageId: base.id } });
  });

  test('not under a bad name', async () => {
    await expect(commit({ reference: 'Bad' })).rejects.toMatchObject({ code: 'reference.uppercase' });
    expect(() => soon(commitContainer(lab.ctx, { current: lab.machine }, 'nosuch'))).toThrow(
      expect.objectContaining({ code: 'container.notFound' }),
    );
  });
});

describe('instructions', () => {
  test.each([
    {
      name: 'an entrypoint drops the inherited command',
      changes: [{ kind: 'ENTRYPOINT', form: 'exec', words: ['e'] }],
      expected: { Entrypoint: ['e'], Cmd: null },
    },
    {
      name: 'not the one given before it',
      changes: [
        { kind: 'CMD', form: 'exec', words: ['c'] },
        { kind: 'ENTRYPOINT', form: 'shell', words: ['e x'] },
      ],
      expected: { Entrypoint: ['/bin/sh', '-c', 'e x'], Cmd: ['c'] },
    },
    {
      name: 'the shell form takes the shell',
      changes: [
        { kind: 'SHELL', shell: ['/bin/bash', '-c'] },
        { kind: 'CMD', form: 'shell', words: ['run it'] },
      ],
      expected: { Shell: ['/bin/bash', '-c'], Cmd: ['/bin/bash', '-c', 'run it'] },
    },
    { name: 'CMD with nothing', changes: [{ kind: 'CMD', form: 'shell', words: [] }], expected: { Cmd: ['/bin/sh', '-c'] } },
    {
      name: 'a variable keeps its place',
      changes: [
        {
          kind: 'ENV',
          pairs: [
            ['A', '2'],
            ['C', '3'],
          ],
        },
      ],
      expected: { Env: ['A=2', 'B=1', 'C=3'] },
    },
    {
      name: 'labels, ports, volumes are added',
      changes: [
        { kind: 'LABEL', pairs: [['l', '2']] },
        { kind: 'EXPOSE', ports: ['80/tcp'] },
        { kind: 'VOLUME', paths: ['/v'] },
      ],
      expected: { Labels: { k: '1', l: '2' }, ExposedPorts: { '80/tcp': {} }, Volumes: { '/v': {} } },
    },
    {
      name: 'a relative folder goes on',
      changes: [
        { kind: 'WORKDIR', path: 'a/./b' },
        { kind: 'WORKDIR', path: '../c' },
      ],
      expected: { WorkingDir: '/srv/a/c' },
    },
    {
      name: 'user, signal, trigger, check',
      changes: [
        { kind: 'USER', user: 'u' },
        { kind: 'STOPSIGNAL', signal: 'QUIT' },
        { kind: 'ONBUILD', trigger: 'RUN x' },
        { kind: 'HEALTHCHECK', healthcheck: { Test: ['NONE'] } },
      ],
      expected: { User: 'u', StopSignal: 'QUIT', OnBuild: ['RUN x'], Healthcheck: { Test: ['NONE'] } },
    },
  ] as const)('$name', ({ changes, expected }) => {
    const config = { Env: ['A=1', 'B=1'], Cmd: ['old'], Labels: { k: '1' }, WorkingDir: '/srv' };
    expect(applyChanges(config, changes)).toEqual({ ...config, ...expected });
  });
});

describe('export and import', () => {
  test('all that the container sees, layers flattened, with the mount points [90]', async () => {
    edit((box) => {
      box.write('/made.txt', 'made\n');
      box.rm('/etc/os');
    });
    const entries = entriesOf(exportContainer(getContainer(lab.machine, 'work')));
    expect(entries.map((entry) => entry.name)).toEqual([
      '.dockerenv',
      'dev/',
      'dev/console',
      'dev/pts/',
      'dev/shm/',
      'etc/',
      'etc/hostname',
      'etc/hosts',
      'etc/mtab',
      'etc/resolv.conf',
      'made.txt',
      'proc/',
      'sys/',
    ]);
  });

  test('an image of one layer without settings [32 90]', async () => {
    const tar = exportContainer(getContainer(lab.machine, 'work'));
    const ref = { current: lab.machine };
    const image = await importImage(lab.ctx, ref, tar, { reference: 'flat:1' });
    lab.machine = ref.current;
    expect(image.chain).toHaveLength(1);
    expect(image.config).toMatchObject({
      comment: 'Imported from -',
      docker_version: '20.10.24+dfsg1',
      history: [{ comment: 'Imported from -' }],
    });
    expect(listHistory(lab.machine, image)).toMatchObject([
      { createdBy: '', size: 16, comment: 'Imported from -', tags: ['flat:1'] },
    ]);
    expect(image.parent).toBeUndefined();
    expect(await lab.problems()).toEqual([]);
  });

  test('with settings and words of one’s own', async () => {
    const tar = exportContainer(getContainer(lab.machine, 'work'));
    const change: CommitOptions['change'] = (config) => applyChanges(config, [{ kind: 'CMD', form: 'exec', words: ['x'] }]);
    const image = await importImage(lab.ctx, { current: lab.machine }, tar, { message: 'flattened', change });
    expect(image.config).toMatchObject({ comment: 'flattened', config: { Cmd: ['x'] }, container_config: { Cmd: null } });
  });

  test('what is no tar is refused', async () => {
    await expect(
      importImage(lab.ctx, { current: lab.machine }, { size: 4, chunks: [{ kind: 'bytes', bytes: new Uint8Array([1, 2, 3, 4]) }] }),
    ).rejects.toMatchObject({
      code: 'image.archive',
      data: { kind: 'bad-layer', problem: { kind: 'tar', code: 'tar.truncated' } },
    });
  });
});
