/** Layers and images taken apart, on images that a real docker saved. */
import { describe, expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { utf8 } from '../bytes/utf8.ts';
import { examineContainer } from '../container/examine-container.ts';
import { treeSize } from '../layer/sizes.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import { addLayerSource } from '../machine/layer-sources.ts';
import { digestBytes } from '../oci/digest.ts';
import { examineImage } from './examine-image.ts';
import { examineLayer } from './examine-layer.ts';

async function labWith(file: string): Promise<MachineLab> {
  const lab = new MachineLab();
  await lab.load(file);
  return lab;
}
const firstImage = (lab: MachineLab) => [...lab.machine.images.values()][0];
const examine = (lab: MachineLab, chainId: string | undefined) =>
  examineLayer(lab.machine, lab.ctx.store, lab.ctx.ports.limits, chainId ?? '');

describe('an image', () => {
  test.each(['layers-demo', 'node-alpine3.13'])('%s: what is seen and what is wasted are all of it', async (name) => {
    const lab = await labWith(`${name}.tar`);
    const image = firstImage(lab);
    const seen = examineImage(lab.machine, image?.id ?? '');
    const top = image?.chain.at(-1);
    expect(seen?.size).toBe(seen?.layers.reduce((sum, { size }) => sum + size, 0));
    expect(seen?.visible).toBe(top === undefined ? 0 : treeSize(getLayer(lab.machine, top).tree));
    expect(seen?.wasted).toBe((seen?.size ?? 0) - (seen?.visible ?? 0));
    expect(seen?.waste.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(seen?.wasted);
    expect(seen?.layers.at(-1)?.total).toBe(seen?.size);
  });

  test('tells what was written twice and what is gone', async () => {
    const lab = new MachineLab();
    const image = await lab.image({
      layers: [{ 'big.bin': '1234567890', keep: 'k' }, { 'big.bin': '12345' }, { '.wh.big.bin': '' }],
      tags: ['three'],
    });
    expect(examineImage(lab.machine, image.id)).toMatchObject({
      tags: ['three:latest'],
      size: 16,
      visible: 1,
      wasted: 15,
      waste: [{ path: '/big.bin', bytes: 15, times: 2, isGone: true }],
      layers: [
        { createdBy: 'step 1', size: 11, total: 11, hidden: 0 },
        { createdBy: 'step 2', size: 5, total: 16, hidden: 10 },
        { createdBy: 'step 3', size: 0, total: 16, hidden: 5 },
      ],
    });
  });

  test('that is not there', () => {
    expect(examineImage(new MachineLab().machine, 'sha256:00')).toBeUndefined();
  });
});

describe('a layer', () => {
  test('says who made it and who holds it', async () => {
    const lab = new MachineLab();
    const base = await lab.image({ layers: [{ a: '12' }], tags: ['base'] });
    const app = await lab.image({ layers: [{ a: '12' }, { a: '345' }], tags: ['app:1'], created: 2 });
    const container = lab.container('base', 'box');
    lab.cache('one', base.chain);
    const layer = await examine(lab, base.chain[0]);
    expect(layer?.maker).toMatchObject({ image: base.id, row: 0, entry: { created_by: 'step 1' } });
    expect(layer?.heldBy).toEqual({
      images: [
        { id: base.id, tags: ['base:latest'] },
        { id: app.id, tags: ['app:1'] },
      ],
      containers: [{ id: container.id, name: 'box' }],
      layers: [{ chainId: app.chain[1], diffId: getLayer(lab.machine, app.chain[1] ?? (app.chain[0] as never)).diffId }],
      cacheRecords: 1,
    });
    expect(await examine(lab, app.chain[1])).toMatchObject({ parent: base.chain[0], size: 3, hidden: 2 });
  });

  test('knows its packed size where a registry told it', async () => {
    const lab = new MachineLab();
    const image = await lab.image({ layers: [{ a: '12' }] });
    expect((await examine(lab, image.chain[0]))?.packed).toEqual([]);
    const { diffId } = getLayer(lab.machine, image.chain[0] as never);
    const source = { digest: digestBytes(utf8('packed')), size: 99, repository: 'docker.io/library/a', pushed: false };
    lab.machine = addLayerSource(lab.machine, diffId, source);
    expect((await examine(lab, image.chain[0]))?.packed).toEqual([
      { digest: source.digest, size: 99, repository: source.repository },
    ]);
  });

  test('lists its tar as it is, whiteouts by their own names', async () => {
    const lab = new MachineLab();
    const image = await lab.image({ layers: [{ 'd/': '', 'd/a': '12' }, { 'd/.wh.a': '' }] });
    const layer = await examine(lab, image.chain[1]);
    expect(layer?.entries.map(({ name }) => name)).toEqual(['d/.wh.a']);
    expect(layer?.files.map(({ change, path, hidden }) => [change, path, hidden])).toEqual([
      [undefined, '/d', 2],
      ['D', '/d/a', 2],
    ]);
  });
});

test('a container: what was copied up counts whole', async () => {
  const lab = new MachineLab();
  await lab.image({ layers: [{ a: '1234567890' }], tags: ['base'] });
  const container = lab.change(lab.container('base', 'box'), ({ baseTree }) => {
    const box = new Box(baseTree, 1);
    box.write('/a', '!', true);
    box.write('/new', 'abc');
    return box.tree;
  });
  expect(examineContainer(lab.machine, container.id)).toMatchObject({ size: 14, copiedUp: 11, hidden: 10 });
});
