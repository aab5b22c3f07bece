import { expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { parseReference } from '../reference/reference.ts';
import { type PruneImagesOptions, pruneImages } from './prune-images.ts';
import { pointReference } from './tag-image.ts';

async function lab(): Promise<MachineLab> {
  const made = new MachineLab();
  const base = await made.image({
    layers: [{ a: '12' }],
    tags: ['base:1', 'base:2'],
    created: 1,
    config: { Labels: { keep: 'yes' } },
  });
  const step = await made.image({ layers: [{ a: '12' }, { b: '345' }], created: 2, parent: base });
  await made.image({ layers: [{ a: '12' }, { b: '345' }, { c: '6789' }], created: 3, parent: step });
  await made.image({ layers: [{ d: '1' }], tags: ['used:1', 'used:2', 'used:3'], created: 4 });
  made.container('used:1', 'box');
  return made;
}

function prune(made: MachineLab, options: PruneImagesOptions = {}): { lines: string[]; reclaimed: number } {
  const images = [...made.machine.images.keys()];
  const result = pruneImages(made.machine, options);
  made.machine = result.machine;
  const lines = result.report.map((line) => {
    if (line.kind === 'untagged') return `untagged ${line.reference}`;
    const index = images.indexOf(line.id as (typeof images)[number]);
    return index < 0 ? 'layer' : `image ${index}`;
  });
  return { lines, reclaimed: result.reclaimed };
}

test('a dangling image goes with its nameless parents; freed are the layers [17 65]', async () => {
  const made = await lab();
  expect(prune(made)).toEqual({ lines: ['image 2', 'layer', 'image 1', 'layer'], reclaimed: 7 });
  expect(prune(made)).toEqual({ lines: [], reclaimed: 0 });
  expect(await made.problems()).toEqual([]);
});

test('with all: of an image in use all names but the last, the others whole [08 67]', async () => {
  const made = await lab();
  expect(prune(made, { all: true })).toEqual({
    lines: [
      'untagged base:1',
      'untagged base:2',
      'image 2',
      'layer',
      'image 1',
      'layer',
      'image 0',
      'layer',
      'untagged used:1',
      'untagged used:2',
    ],
    reclaimed: 9,
  });
  expect([...made.machine.references.keys()]).toEqual(['docker.io/library/used:3']);
});

test('an image with a digest and no tag goes without all, too [50]', async () => {
  const made = new MachineLab();
  const image = await made.image({ layers: [{ a: '12' }] });
  made.machine = pointReference(made.machine, image.id, parseReference(`base@sha256:${'1'.repeat(64)}`));
  expect(prune(made)).toEqual({ lines: [`untagged base@sha256:${'1'.repeat(64)}`, 'image 0', 'layer'], reclaimed: 2 });
});

test('nothing is taken while a container uses it, running or not', async () => {
  const made = new MachineLab();
  const image = await made.image({ layers: [{ a: '12' }] });
  made.container(image.id, 'box', 'created');
  expect(prune(made)).toEqual({ lines: [], reclaimed: 0 });
});

test.each([
  { name: 'label', filters: [['label', 'keep=yes']], expected: ['untagged base:1', 'untagged base:2'] },
  {
    name: 'not label',
    filters: [['label!', 'keep']],
    expected: ['image 2', 'layer', 'image 1', 'layer', 'untagged used:1', 'untagged used:2'],
  },
  { name: 'until a time', filters: [['until', '2026-01-01T00:00:02Z']], expected: ['untagged base:1', 'untagged base:2'] },
  { name: 'until a time before all', filters: [['until', '2020-01-01']], expected: [] },
])('filter: $name', async ({ filters, expected }) => {
  const made = await lab();
  const map = new Map(filters.map(([key, value]) => [key ?? '', [value ?? '']]));
  expect(prune(made, { all: true, filters: map }).lines).toEqual(expected);
});

test.each([
  ['nosuch', ['1'], 'image.invalidFilter', { name: 'nosuch' }],
  ['until', ['soon'], 'image.invalidUntil', { problem: 'failed to parse value as time or duration: "soon"' }],
  ['until', ['1h', '2h'], 'image.invalidUntil', {}],
])('refused: %s=%s', async (name, values, code, data) => {
  const made = await lab();
  expect(() => pruneImages(made.machine, { filters: new Map([[name, values]]) })).toThrowError(
    expect.objectContaining({ code, data }),
  );
});
