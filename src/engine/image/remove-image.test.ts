/** SEMANTICS section 2, row by row; numbers in brackets are the recordings that show it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { listEvents } from '../machine/events.ts';
import type { Image } from '../machine/machine.ts';
import { parseReference } from '../reference/reference.ts';
import { ImageError } from './image-error.ts';
import { type RemoveOptions, removeImage } from './remove-image.ts';
import { pointReference, setTag } from './tag-image.ts';

let lab: MachineLab;
let names: Map<string, string>;

beforeEach(() => {
  lab = new MachineLab();
  names = new Map();
});

/** Made-up names in the place of IDs. */
function call(image: Image, name: string): Image {
  names.set(image.id, name);
  image.chain.forEach((chainId, i) => {
    if (!names.has(chainId)) names.set(chainId, `${name}/layer${i}`);
  });
  return image;
}

/** The lines, or `conflict: <kind>`, or another code. */
function rmi(argument: string, options: RemoveOptions = {}): string[] {
  try {
    const { machine, report } = removeImage(lab.machine, argument, options);
    lab.machine = machine;
    return report.map((line) =>
      line.kind === 'untagged' ? `untagged ${line.reference}` : `deleted ${names.get(line.id) ?? line.id}`,
    );
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    if (error.code === 'image.conflict') return [`conflict: ${(error.data as { kind: string }).kind}`];
    return [error.code];
  }
}

async function base(tags: string[]): Promise<Image> {
  return call(await lab.image({ layers: [{ 'etc/os': 'base' }], tags }), 'base');
}

describe('A: by name', () => {
  test('the last name goes with image and layers, top to bottom [04]', async () => {
    call(await lab.image({ layers: [{ a: '1' }, { b: '2' }], tags: ['base:1'] }), 'base');
    expect(rmi('base:1')).toEqual(['untagged base:1', 'deleted base', 'deleted base/layer1', 'deleted base/layer0']);
    expect(rmi('base:1')).toEqual(['image.notFound']);
    expect(await lab.problems()).toEqual([]);
  });

  test('one of two names only unties that name, container or not [11 16]', async () => {
    await base(['base:1', 'base:2']);
    lab.container('base:1', 'box', 'running');
    expect(rmi('base:1')).toEqual(['untagged base:1']);
    expect(rmi('base:2')).toEqual(['conflict: reference-in-use']);
  });

  test.each(['created', 'exited', 'running', 'paused'] as const)(
    'a %s container holds the last name [06 07 64]',
    async (status) => {
      const image = await base(['base:1']);
      const box = lab.container('base:1', 'box', status);
      const expected = { kind: 'reference-in-use', argument: 'docker.io/library/base:1', imageId: image.id, containerId: box.id };
      expect(() => removeImage(lab.machine, 'docker.io/library/base:1')).toThrowError(
        expect.objectContaining({ code: 'image.conflict', data: expected }),
      );
    },
  );

  test('-f leaves the layers to a stopped container, and the whole image to a running one [07 08]', async () => {
    await base(['base:1']);
    lab.container('base:1', 'box', 'running');
    expect(rmi('base:1', { force: true })).toEqual(['untagged base:1']);
    expect(lab.machine.images.size).toBe(1);
    lab = new MachineLab();
    await base(['base:1']);
    lab.container('base:1', 'box');
    expect(rmi('base:1', { force: true })).toEqual(['untagged base:1', 'deleted base']);
    expect([lab.machine.images.size, lab.machine.layers.size]).toEqual([0, 1]);
    expect(await lab.problems()).toEqual([]);
  });

  test('with the last tag of a repository go its digests, others stay [10 52]', async () => {
    const image = await base(['base:1', 'other:1']);
    const digest = `sha256:${'1'.repeat(64)}`;
    lab.machine = pointReference(lab.machine, image.id, parseReference(`base@${digest}`));
    lab.machine = pointReference(lab.machine, image.id, parseReference(`localhost:5000/base@${digest}`));
    expect(rmi('base:1')).toEqual(['untagged base:1', `untagged base@${digest}`]);
    expect([...lab.machine.references.keys()]).toEqual(['docker.io/library/other:1', `localhost:5000/base@${digest}`]);
  });

  test('a name with a digest goes alone [50]', async () => {
    const image = await base(['base:1']);
    const digest = `sha256:${'1'.repeat(64)}`;
    lab.machine = pointReference(lab.machine, image.id, parseReference(`base@${digest}`));
    expect(rmi(`base@${digest}`)).toEqual([`untagged base@${digest}`]);
    expect([...lab.machine.references.keys()]).toEqual(['docker.io/library/base:1']);
  });

  test('an image with children loses its name only, with -f too [12 84]', async () => {
    const parent = await base(['base:1']);
    await lab.image({ layers: [{ 'etc/os': 'base' }, { a: '1' }], tags: ['child'], parent });
    expect(rmi('base:1', { force: true })).toEqual(['untagged base:1']);
    expect(lab.machine.images.size).toBe(2);
  });

  test('a name wins over the ID that begins so [62]', async () => {
    const image = await base(['base:1']);
    const other = call(await lab.image({ layers: [{ o: '1' }], tags: ['other:1'] }), 'other');
    const prefix = image.id.slice(7, 11);
    lab.machine = setTag(lab.machine, other.id, parseReference(`${prefix}:latest`));
    expect(rmi(prefix)).toEqual([`untagged ${prefix}:latest`]);
    expect(rmi(prefix)).toEqual(['untagged base:1', 'deleted base', 'deleted base/layer0']);
  });

  test('a name that is the beginning of its own ID counts as an ID [62]', async () => {
    const image = await base(['base:1']);
    const prefix = image.id.slice(7, 19);
    lab.machine = setTag(lab.machine, image.id, parseReference(`${prefix}:latest`));
    expect(rmi(prefix)).toEqual(['conflict: references']);
  });
});

describe('B and C: by ID', () => {
  test.each([1, 4, 12, 64])('%i digits, with the algorithm or without', async (length) => {
    const image = await base(['base:1']);
    expect(rmi(image.id.slice(7, 7 + length))).toEqual(['untagged base:1', 'deleted base', 'deleted base/layer0']);
    const again = await base(['base:1']);
    expect(rmi(again.id.slice(0, 7 + length))).toEqual(['untagged base:1', 'deleted base', 'deleted base/layer0']);
  });

  test('two tags must be forced, in one repository as in two [11]', async () => {
    const image = await base(['base:1', 'base:2']);
    const id = image.id.slice(7, 19);
    expect(rmi(id)).toEqual(['conflict: references']);
    expect(rmi(id, { force: true })).toEqual(['untagged base:1', 'untagged base:2', 'deleted base', 'deleted base/layer0']);
    expect(listEvents(lab.machine).map((event) => event.action)).toEqual(['tag', 'tag', 'untag', 'untag', 'delete']);
  });

  test('a tag and the digest of the same repository are one name [52]', async () => {
    const image = await base(['base:1']);
    const digest = `sha256:${'1'.repeat(64)}`;
    lab.machine = pointReference(lab.machine, image.id, parseReference(`base@${digest}`));
    expect(rmi(image.id)).toEqual(['untagged base:1', `untagged base@${digest}`, 'deleted base', 'deleted base/layer0']);
  });

  test('stopped containers must be forced, running ones cannot be, tags stay [06 07 64]', async () => {
    const image = await base(['base:1']);
    lab.container('base:1', 'box', 'paused');
    expect(rmi(image.id)).toEqual(['conflict: running-container']);
    expect(rmi(image.id, { force: true })).toEqual(['conflict: running-container']);
    expect([...lab.machine.references.keys()]).toEqual(['docker.io/library/base:1']);
    lab = new MachineLab();
    const again = await base(['base:1']);
    lab.container('base:1', 'box', 'created');
    expect(rmi(again.id)).toEqual(['conflict: stopped-container']);
    expect(rmi(again.id, { force: true })).toEqual(['untagged base:1', 'deleted base']);
  });

  test('references are looked at before stopped containers, running ones before both', async () => {
    const image = await base(['base:1', 'base:2']);
    lab.container('base:1', 'stopped');
    expect(rmi(image.id)).toEqual(['conflict: references']);
    lab.container('base:1', 'running', 'running');
    expect(rmi(image.id)).toEqual(['conflict: running-container']);
  });

  test('children come first and cannot be forced [12 65]', async () => {
    const parent = await base(['base:1']);
    await lab.image({ layers: [{ 'etc/os': 'base' }, { a: '1' }], tags: ['child'], parent });
    lab.container('base:1', 'box', 'running');
    expect(rmi(parent.id)).toEqual(['conflict: children']);
    expect(rmi(parent.id, { force: true })).toEqual(['conflict: children']);
  });

  test('a prefix of two images is none [14]', async () => {
    const first = await lab.image({ layers: [{ a: '1' }] });
    let other = first;
    for (let i = 0; other.id[7] !== first.id[7] || other.id === first.id; i++)
      other = await lab.image({ layers: [{ b: String(i) }] });
    expect(rmi(first.id.slice(7, 8))).toEqual(['image.notFound']);
  });
});

describe('layers and parents', () => {
  test('a layer goes with the last that holds it: image, container, build cache [05 53 54]', async () => {
    const image = await base(['base:1']);
    call(await lab.image({ layers: [{ 'etc/os': 'base' }, { a: '1' }], tags: ['app:1'] }), 'app');
    expect(rmi('base:1')).toEqual(['untagged base:1', 'deleted base']);
    expect(rmi('app:1')).toEqual(['untagged app:1', 'deleted app', 'deleted app/layer1', 'deleted base/layer0']);
    await base(['base:1']);
    lab.cache('step', image.chain);
    expect(rmi('base:1')).toEqual(['untagged base:1', 'deleted base']);
    expect(await lab.problems()).toEqual([]);
  });

  test('nameless parents go with their last child, up to one that is named or used [12 31]', async () => {
    const grand = await base(['base:1']);
    const layers = [{ 'etc/os': 'base' }, { a: '1' }];
    const parent = call(await lab.image({ layers, parent: grand }), 'step');
    call(await lab.image({ layers: [...layers, { b: '2' }], tags: ['app'], parent }), 'app');
    const before = lab.machine;
    expect(rmi('app')).toEqual(['untagged app:latest', 'deleted app', 'deleted app/layer2', 'deleted step', 'deleted step/layer1']);
    lab.machine = before;
    expect(rmi('base:1')).toEqual(['untagged base:1']);
    expect(rmi('app')).toEqual([
      'untagged app:latest',
      'deleted app',
      'deleted app/layer2',
      'deleted step',
      'deleted step/layer1',
      'deleted base',
      'deleted base/layer0',
    ]);
    lab.machine = before;
    expect(rmi('app', { noPrune: true })).toEqual(['untagged app:latest', 'deleted app', 'deleted app/layer2']);
    expect(lab.machine.images.has(parent.id)).toBe(true);
  });

  test('a parent that a stopped container uses stays, without a word', async () => {
    const parent = await base([]);
    lab.container(parent.id, 'box');
    call(await lab.image({ layers: [{ 'etc/os': 'base' }, { a: '1' }], tags: ['app'], parent }), 'app');
    expect(rmi('app')).toEqual(['untagged app:latest', 'deleted app', 'deleted app/layer1']);
    expect(lab.machine.images.has(parent.id)).toBe(true);
  });
});
