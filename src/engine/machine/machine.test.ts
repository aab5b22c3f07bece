/** The machine as a whole: what is wrong with one, what the page is told, what holds layers, what disk usage says. */
import { describe, expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { LAB_EPOCH, MachineLab } from '../../../tests/engine/machine-lab.ts';
import { contentOf } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { measureUsage } from '../container/disk-usage.ts';
import { removeImage } from '../image/remove-image.ts';
import { type ChainId, type ContainerId, digestBytes, type ImageId } from '../oci/digest.ts';
import { containerImageName, shortContainerImageName } from './container-image.ts';
import { describeMachine } from './describe-machine.ts';
import { listEvents, recordEvent } from './events.ts';
import { sweepLayers } from './holders.ts';
import { listHolders } from './list-holders.ts';
import type { Machine } from './machine.ts';
import { validateMachine } from './validate-machine.ts';

async function twoImages(): Promise<MachineLab> {
  const lab = new MachineLab();
  await lab.image({ layers: [{ a: '12' }], tags: ['base'], created: 1 });
  await lab.image({ layers: [{ a: '12' }, { b: '345' }], tags: ['app:1'], created: 2 });
  return lab;
}

describe('problems', () => {
  const other = digestBytes(utf8('other')) as string;
  const first = <T>(values: Iterable<T>): T => {
    for (const value of values) return value;
    throw new Error('nothing there');
  };
  test.each<{ name: string; damage: (machine: Machine) => Machine; problem: RegExp }>([
    {
      name: 'a name that points nowhere',
      damage: (machine) => ({ ...machine, references: new Map([['docker.io/library/x:1', other as ImageId]]) }),
      problem: /^reference docker.io\/library\/x:1 points to no image/,
    },
    {
      name: 'a short name',
      damage: (machine) => ({ ...machine, references: new Map([['x:1', first(machine.images.keys())]]) }),
      problem: /^reference x:1 is not in its full form/,
    },
    {
      name: 'config bytes that changed',
      damage: (machine) => {
        const image = first(machine.images.values());
        return { ...machine, images: new Map(machine.images).set(image.id, { ...image, configBytes: utf8('{}') }) };
      },
      problem: /is not the hash of its config/,
    },
    {
      name: 'an image without its layer',
      damage: (machine) => ({ ...machine, layers: new Map() }),
      problem: /^image sha256:\w+ has no layer/,
    },
    {
      name: 'a layer that nobody holds',
      damage: (machine) => ({ ...machine, images: new Map(), references: new Map() }),
      problem: /has no holder/,
    },
    {
      name: 'a layer under another key',
      damage: (machine) => ({ ...machine, layers: new Map(machine.layers).set(other as ChainId, first(machine.layers.values())) }),
      problem: /is kept under/,
    },
    {
      name: 'a parent that is gone',
      damage: (machine) => {
        const image = first(machine.images.values());
        return { ...machine, images: new Map(machine.images).set(image.id, { ...image, parent: other as ImageId }) };
      },
      problem: /has no parent/,
    },
    {
      name: 'an image that is its own parent',
      damage: (machine) => {
        const image = first(machine.images.values());
        return { ...machine, images: new Map(machine.images).set(image.id, { ...image, parent: image.id }) };
      },
      problem: /is its own ancestor/,
    },
    {
      name: 'a container that runs without a process',
      damage: (machine) => {
        const container = first(machine.containers.values());
        const state = { ...container.state, status: 'running' as const };
        return { ...machine, containers: new Map(machine.containers).set(container.id, { ...container, state }) };
      },
      problem: /is running without a process/,
    },
    {
      name: 'two containers of one name',
      damage: (machine) => {
        const container = first(machine.containers.values());
        const id = '0'.repeat(64) as ContainerId;
        return { ...machine, containers: new Map(machine.containers).set(id, { ...container, id }) };
      },
      problem: /two containers are named box/,
    },
  ])('$name', async ({ damage, problem }) => {
    const lab = await twoImages();
    lab.container('base', 'box');
    expect(await lab.problems()).toEqual([]);
    expect(await validateMachine(lab.ctx, damage(lab.machine))).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  test('bytes in the store that are not what their digest says', async () => {
    const lab = await twoImages();
    const layer = first(lab.machine.layers.values());
    lab.ctx.store.put(layer.diffId, contentOf(new Uint8Array(layer.tarSize)));
    const store = { ...lab.ctx.store, get: lab.ctx.store.get, has: lab.ctx.store.has, put: lab.ctx.store.put };
    const damaged = {
      ...store,
      find: (id: Parameters<typeof store.find>[0]) =>
        id === layer.diffId ? contentOf(new Uint8Array(layer.tarSize)) : lab.ctx.store.find(id),
    };
    expect(await validateMachine({ ...lab.ctx, store: damaged }, lab.machine)).toEqual(
      expect.arrayContaining([expect.stringMatching(/has bytes that hash to/)]),
    );
  });
});

test('holders: images, containers and the build cache, at their height and above', async () => {
  const lab = await twoImages();
  const [base, app] = [...lab.machine.images.values()];
  const box = lab.container('app:1', 'box');
  const bottom = base?.chain[0] as ChainId;
  expect(listHolders(lab.machine, bottom)).toEqual({ images: [base?.id, app?.id], containers: [box.id], cacheRecords: [] });
  expect(sweepLayers(lab.machine)).toEqual({ machine: lab.machine, removed: [] });
  const swept = sweepLayers({ ...lab.machine, images: new Map(), containers: new Map() });
  expect(swept.removed).toEqual([app?.chain[1], bottom]);
});

test('events are told oldest first', () => {
  const { machine } = new MachineLab();
  const one = recordEvent(machine, { type: 'image', action: 'pull', id: 'a' });
  const two = recordEvent({ ...one, now: one.now + 5 }, { type: 'image', action: 'tag', id: 'a', name: 'b' });
  expect(listEvents(two)).toEqual([
    { at: LAB_EPOCH, type: 'image', action: 'pull', id: 'a' },
    { at: LAB_EPOCH + 5, type: 'image', action: 'tag', id: 'a', name: 'b' },
  ]);
});

test('a container shows its image by name as long as the name means it [08 63]', async () => {
  const lab = await twoImages();
  const box = lab.container('base', 'box');
  expect([containerImageName(lab.machine, box), shortContainerImageName(lab.machine, box)]).toEqual(['base', 'base']);
  const gone = removeImage(lab.machine, 'base', { force: true }).machine;
  expect([containerImageName(gone, box), shortContainerImageName(gone, box)]).toEqual([box.imageId, box.imageId.slice(7, 19)]);
  const byPrefix = lab.container(box.imageId.slice(7, 15), 'other');
  expect(shortContainerImageName(lab.machine, byPrefix)).toBe(box.imageId.slice(7, 15));
});

test('the page is told plain data that survives cloning', async () => {
  const lab = await twoImages();
  const box = lab.container('base', 'box');
  lab.change(box, ({ baseTree }) => {
    const shell = new Box(baseTree, 1);
    shell.write('/new', '4567');
    shell.rm('/a');
    return shell.tree;
  });
  const [base, app] = [...lab.machine.images.values()];
  const view = describeMachine(lab.machine);
  expect(structuredClone(view)).toEqual(view);
  expect(view).toEqual({
    now: LAB_EPOCH,
    layers: [
      {
        chainId: base?.chain[0],
        diffId: base?.chain[0],
        size: 2,
        createdBy: 'step 1',
        imageIds: [base?.id, app?.id],
        containerIds: [box.id],
        cached: false,
      },
      {
        chainId: app?.chain[1],
        diffId: app?.config.rootfs.diff_ids?.[1],
        parent: base?.chain[0],
        size: 3,
        createdBy: 'step 2',
        imageIds: [app?.id],
        containerIds: [],
        cached: false,
      },
    ],
    images: [
      {
        id: base?.id,
        tags: ['base:latest'],
        digests: [],
        top: base?.chain[0],
        size: 2,
        created: LAB_EPOCH + 1000,
        dangling: false,
        intermediate: false,
      },
      {
        id: app?.id,
        tags: ['app:1'],
        digests: [],
        top: app?.chain[1],
        size: 5,
        created: LAB_EPOCH + 2000,
        dangling: false,
        intermediate: false,
      },
    ],
    containers: [
      {
        id: box.id,
        name: 'box',
        status: 'exited',
        imageId: base?.id,
        imageName: 'base',
        base: base?.chain[0],
        writableSize: 4,
        changes: [
          { kind: 'D', path: '/a' },
          { kind: 'A', path: '/new' },
        ],
        changeCount: 2,
      },
    ],
    totals: { images: 2, containers: 1, layers: 2, bytes: 9 },
  });
});

describe('disk usage', () => {
  test('of three images that share a base [21]', async () => {
    const lab = new MachineLab();
    for (const file of ['alpine-3.13.tar', 'node-alpine3.13.tar', 'python-3.13-alpine.tar']) await lab.load(file);
    const node = lab.container('node:alpine3.13', 'aa');
    lab.change(node, ({ baseTree }) => {
      const shell = new Box(baseTree, 1);
      shell.write('/tmp/ten', '0123456789\n');
      return shell.tree;
    });
    lab.container('alpine:3.13', 'bb', 'running');
    const { images, containers, volumes, buildCache } = measureUsage(lab.machine);
    expect(images).toMatchObject({ total: 3, active: 2, size: 1_612_549, reclaimable: 771_992 });
    expect(images.list.map(({ size, shared, unique, containers: used }) => [size, shared, unique, used])).toEqual([
      [771_992, 301_779, 470_213, 0],
      [1_142_336, 301_779, 840_557, 1],
      [301_779, 301_779, 0, 1],
    ]);
    expect(containers).toMatchObject({ total: 2, active: 1, size: 11, reclaimable: 11 });
    expect(containers.list.map(({ container, size }) => [container.name, size])).toEqual([
      ['bb', 0],
      ['aa', 11],
    ]);
    expect([volumes, buildCache]).toEqual([
      { total: 0, active: 0, size: 0, reclaimable: 0, list: [] },
      { total: 0, active: 0, size: 0, reclaimable: 0, list: [] },
    ]);
  });

  test('layers of an image that was removed under a container are in no row', async () => {
    const lab = await twoImages();
    lab.container('app:1', 'box');
    lab.machine = removeImage(lab.machine, 'app:1', { force: true }).machine;
    expect(measureUsage(lab.machine).images).toMatchObject({ total: 1, active: 0, size: 2, reclaimable: 2 });
  });

  test('volumes and the build cache', async () => {
    const lab = await twoImages();
    await lab.image({
      layers: [{ 'data/': '', 'data/x': '123' }],
      tags: ['vol'],
      config: { Cmd: ['x'], Volumes: { '/data': {} } },
    });
    lab.container('vol', 'box');
    const [base] = lab.machine.images.values();
    lab.cache('shared', base?.chain ?? [], 2);
    lab.cache('own', [], 40);
    const usage = measureUsage(lab.machine);
    expect(usage.volumes).toMatchObject({ total: 1, active: 1, size: 3, reclaimable: 0, list: [{ links: 1, size: 3 }] });
    expect(usage.buildCache).toMatchObject({
      total: 2,
      active: 0,
      size: 40,
      reclaimable: 40,
      list: [{ shared: true }, { shared: false }],
    });
  });
});
