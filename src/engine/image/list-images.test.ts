import { beforeEach, describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import type { Image } from '../machine/machine.ts';
import { familiarString, parseReference } from '../reference/reference.ts';
import { type ListImagesOptions, listImageRows, listImages } from './list-images.ts';
import { pointReference } from './tag-image.ts';

let lab: MachineLab;
let old: Image;
const DIGEST = `sha256:${'1'.repeat(64)}`;

beforeEach(async () => {
  lab = new MachineLab();
  old = await lab.image({ layers: [{ a: '12' }], tags: ['alpine:3.13'], created: 1, config: { Labels: { purpose: 'base' } } });
  const step = await lab.image({ layers: [{ a: '12' }, { b: '3' }], created: 2, parent: old });
  await lab.image({
    layers: [{ a: '12' }, { b: '3' }, { c: '4' }],
    tags: ['shop/app:2', 'shop/app:1', 'app'],
    created: 3,
    parent: step,
  });
  await lab.image({ layers: [{ d: '5' }], created: 3 });
});

function list(options: ListImagesOptions = {}): string[] {
  return listImages(lab.machine, options).map((summary) => {
    const shown = summary.references.map(familiarString).join(' ');
    return `${shown === '' ? '<none>' : shown} ${summary.size}`;
  });
}
function filter(...pairs: [string, string][]): ListImagesOptions {
  const filters = new Map<string, string[]>();
  for (const [key, value] of pairs) filters.set(key, [...(filters.get(key) ?? []), value]);
  return { filters };
}

test('newest first; nameless steps only with all', () => {
  expect(list()).toEqual(['<none> 1', 'app:latest shop/app:1 shop/app:2 4', 'alpine:3.13 2']);
  expect(list({ all: true })).toEqual(['<none> 1', 'app:latest shop/app:1 shop/app:2 4', '<none> 3', 'alpine:3.13 2']);
});

test.each<{ name: string; options: ListImagesOptions; expected: string[] }>([
  { name: 'reference hides the other names of an image', options: filter(['reference', 'app']), expected: ['app:latest 4'] },
  { name: 'reference with a tag', options: filter(['reference', 'shop/app:1']), expected: ['shop/app:1 4'] },
  { name: 'a star stops at the slash', options: filter(['reference', '*:3*']), expected: ['alpine:3.13 2'] },
  {
    name: 'several references are any of them',
    options: filter(['reference', 'alp*'], ['reference', '*/*:2']),
    expected: ['shop/app:2 4', 'alpine:3.13 2'],
  },
  { name: 'dangling', options: filter(['dangling', 'true']), expected: ['<none> 1'] },
  {
    name: 'not dangling',
    options: filter(['dangling', 'false']),
    expected: ['app:latest shop/app:1 shop/app:2 4', 'alpine:3.13 2'],
  },
  { name: 'dangling needs no `all`', options: { all: true, ...filter(['dangling', 'true']) }, expected: ['<none> 1'] },
  { name: 'before', options: filter(['before', 'app']), expected: ['alpine:3.13 2'] },
  { name: 'since', options: filter(['since', 'alpine:3.13']), expected: ['<none> 1', 'app:latest shop/app:1 shop/app:2 4'] },
  { name: 'label', options: filter(['label', 'purpose']), expected: ['alpine:3.13 2'] },
  { name: 'label with its value', options: filter(['label', 'purpose=base']), expected: ['alpine:3.13 2'] },
  { name: 'label with another value', options: filter(['label', 'purpose=top']), expected: [] },
])('filter: $name', ({ options, expected }) => expect(list(options)).toEqual(expected));

test.each([
  { options: filter(['nosuch', '1']), error: { code: 'image.invalidFilter', data: { name: 'nosuch' } } },
  { options: filter(['dangling', 'maybe']), error: { code: 'image.invalidFilter', data: { name: 'dangling', values: ['maybe'] } } },
  {
    options: filter(['before', 'nosuch']),
    error: { code: 'image.notFound', data: { argument: 'nosuch', shown: 'nosuch:latest' } },
  },
])('refused: $error.data', ({ options, error }) => {
  expect(() => listImages(lab.machine, options)).toThrowError(expect.objectContaining(error));
});

describe('rows', () => {
  const rows = (digests: boolean): unknown[] => listImages(lab.machine).map((summary) => listImageRows(summary, digests));

  test('one per tag; a repository with a digest alone has a row without a tag', () => {
    lab.machine = pointReference(lab.machine, old.id, parseReference(`localhost:5000/alpine@${DIGEST}`));
    expect(rows(false)).toEqual([
      [{}],
      [
        { repository: 'app', tag: 'latest' },
        { repository: 'shop/app', tag: '1' },
        { repository: 'shop/app', tag: '2' },
      ],
      [{ repository: 'alpine', tag: '3.13' }, { repository: 'localhost:5000/alpine' }],
    ]);
  });

  test('with digests one per tag and digest of the same repository', () => {
    lab.machine = pointReference(lab.machine, old.id, parseReference(`alpine@${DIGEST}`));
    lab.machine = pointReference(lab.machine, old.id, parseReference(`localhost:5000/alpine@${DIGEST}`));
    expect(rows(true)[2]).toEqual([
      { repository: 'alpine', tag: '3.13', digest: DIGEST },
      { repository: 'localhost:5000/alpine', digest: DIGEST },
    ]);
  });

  test('an image with a digest and no tag is dangling', () => {
    lab.machine = { ...lab.machine, references: new Map() };
    lab.machine = pointReference(lab.machine, old.id, parseReference(`alpine@${DIGEST}`));
    expect(list(filter(['dangling', 'true']))).toEqual(['<none> 1', '<none> 4']);
    const leaf = [...lab.machine.images.values()].at(-1);
    lab.machine = pointReference(lab.machine, leaf?.id ?? old.id, parseReference(`x@${DIGEST}`));
    expect(list(filter(['dangling', 'true']))).toEqual([`x@${DIGEST} 1`, '<none> 4']);
  });
});
