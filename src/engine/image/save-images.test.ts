import { describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { entriesOf, readFixture, recordedImages } from '../../../tests/engine/recorded-images.ts';
import { type Content, peekContent } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { digestBytes } from '../oci/digest.ts';
import { parseReference } from '../reference/reference.ts';
import { saveImages } from './save-images.ts';
import { pointReference, setTag } from './tag-image.ts';

function bytesOf(content: Content): Uint8Array {
  return peekContent(content) ?? new Uint8Array();
}
function fileOf(archive: Content, name: string): string {
  return text(bytesOf(entriesOf(archive).find((entry) => entry.name === name)?.content ?? { size: 0, chunks: [] }));
}

test.each(recordedImages() as unknown as { file: string; tag: string }[])(
  '$tag is saved as docker 20.10 saved it, byte for byte',
  async ({ file, tag }) => {
    const lab = new MachineLab();
    await lab.load(file);
    expect(digestBytes(bytesOf(saveImages(lab.ctx, lab.machine, [tag])))).toBe(digestBytes(bytesOf(readFixture(file))));
  },
);

describe('what is chosen', () => {
  async function lab(): Promise<MachineLab> {
    const made = new MachineLab();
    const first = await made.image({ layers: [{ a: '1' }], tags: ['app:2', 'app:1', 'other'] });
    await made.image({ layers: [{ a: '1' }, { b: '2' }], tags: ['app:3'] });
    made.machine = pointReference(made.machine, first.id, parseReference(`app@sha256:${'1'.repeat(64)}`));
    return made;
  }
  const tags = (archive: Content): unknown =>
    JSON.parse(fileOf(archive, 'manifest.json')).map((item: { RepoTags: unknown }) => item.RepoTags);

  test.each([
    { names: ['app:1'], expected: [['app:1']] },
    { names: ['app'], expected: [['app:1', 'app:2'], ['app:3']] },
    { names: ['app:3', 'other', 'app:1', 'app:1'], expected: [['app:3'], ['other:latest', 'app:1']] },
    { names: [`app@sha256:${'1'.repeat(64)}`], expected: [null] },
  ])('$names', async ({ names, expected }) => {
    const made = await lab();
    expect(tags(saveImages(made.ctx, made.machine, names))).toEqual(expected);
  });

  test('an ID stores no tag, and there is no repositories file then [33]', async () => {
    const made = await lab();
    const [image] = made.machine.images.values();
    for (const name of [image?.id ?? '', image?.id.slice(7, 17) ?? '', image?.id.slice(0, 15) ?? '']) {
      const archive = saveImages(made.ctx, made.machine, [name]);
      expect(tags(archive)).toEqual([null]);
      expect(entriesOf(archive).some((entry) => entry.name === 'repositories')).toBe(false);
    }
  });

  test.each([
    { name: 'nosuch', code: 'image.notFound', data: { shown: 'nosuch' } },
    { name: 'app:9', code: 'image.referenceMissing', data: { argument: 'app:9' } },
    { name: `sha256:${'0'.repeat(64)}`, code: 'image.contentMissing', data: { imageId: `sha256:${'0'.repeat(64)}` } },
  ])('$name is refused, whatever stands before it', async ({ name, code, data }) => {
    const made = await lab();
    expect(() => saveImages(made.ctx, made.machine, ['app', name])).toThrowError(
      expect.objectContaining({ code, data: expect.objectContaining(data) }),
    );
  });
});

test('a layer under a second ID is a link to the first', async () => {
  const lab = new MachineLab();
  const base = await lab.image({ layers: [{ a: '1' }], tags: ['base'] });
  await lab.image({ layers: [{ a: '1' }, { b: '2' }], tags: ['child'], parent: base });
  const archive = saveImages(lab.ctx, lab.machine, ['child', 'base']);
  const layers = entriesOf(archive).filter((entry) => entry.name.endsWith('/layer.tar'));
  const folder = (index: number): string => JSON.parse(fileOf(archive, 'manifest.json'))[index].Layers[0].replace('/layer.tar', '');
  expect(layers.map((entry) => entry.type).sort()).toEqual(['file', 'file', 'symlink']);
  expect(layers.find((entry) => entry.type === 'symlink')).toMatchObject({
    name: `${folder(1)}/layer.tar`,
    linkname: `../${folder(0)}/layer.tar`,
  });
});

test('names in repositories are sorted, each with the top layer', async () => {
  const lab = new MachineLab();
  const image = await lab.image({ layers: [{ a: '1' }], tags: ['zoo:1'] });
  lab.machine = setTag(lab.machine, image.id, parseReference('app:<x>'.replace('<x>', 'x')));
  const archive = saveImages(lab.ctx, lab.machine, ['zoo', 'app']);
  const [folder = ''] = JSON.parse(fileOf(archive, 'manifest.json'))[0].Layers[0].split('/');
  expect(fileOf(archive, 'repositories')).toBe(`{"app":{"x":"${folder}"},"zoo":{"1":"${folder}"}}\n`);
});
