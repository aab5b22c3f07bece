import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { readFixture, recordedImages } from '../../../tests/engine/recorded-images.ts';
import { type Content, contentOf, peekContent } from '../bytes/content.ts';
import { gzip } from '../bytes/gzip.ts';
import { utf8 } from '../bytes/utf8.ts';
import { digestBytes, hexOf } from '../oci/digest.ts';
import { parseReference } from '../reference/reference.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { type LoadLine, loadImages } from './load-images.ts';
import { saveImages } from './save-images.ts';
import { setTag } from './tag-image.ts';

async function load(lab: MachineLab, archive: Content): Promise<string[]> {
  const { machine, report } = await loadImages(lab.ctx, lab.machine, archive);
  lab.machine = machine;
  return report.map(describeLine);
}
function describeLine(line: LoadLine): string {
  switch (line.kind) {
    case 'layer':
      return `layer ${line.diffId.slice(7, 19)} ${line.size}`;
    case 'renamed':
      return `renamed ${line.reference} ${line.oldId.slice(7, 19)}`;
    case 'tag':
      return `tag ${line.reference}`;
    case 'nothing':
      return 'nothing';
    case 'id':
      return `id ${line.imageId.slice(7, 19)}`;
  }
}
function archiveOf(files: Readonly<Record<string, Content | string | Uint8Array>>): Content {
  return writeTar(
    Object.entries(files).map(([name, content]) =>
      tarEntry({ name, content: typeof content === 'string' || content instanceof Uint8Array ? contentOf(content) : content }),
    ),
  );
}
function bytesOf(content: Content): Uint8Array {
  return peekContent(content) ?? new Uint8Array();
}
/** Blob of the recorded registry. */
function blob(digest: string): Uint8Array {
  return readFileSync(`tests/truth/fixtures/registry/blobs/sha256/${hexOf(digest)}`);
}

describe('docker 20.10', () => {
  test.each(recordedImages())('$file has the IDs, chains and size that docker gave it', async (recorded) => {
    const lab = new MachineLab();
    const lines = await load(lab, readFixture(recorded.file));
    const [image] = lab.machine.images.values();
    expect(image?.chain).toEqual(recorded.chain_ids);
    expect(lines.slice(0, -1).map((line) => line.slice(6, 18))).toEqual(recorded.diff_ids.map((id) => id.slice(7, 19)));
    expect(await lab.problems()).toEqual([]);
  });

  test('layers that are there are not read again [05]', async () => {
    const lab = new MachineLab();
    expect(await load(lab, readFixture('node-alpine3.13.tar'))).toEqual([
      'layer ee83e42a9876 348160',
      'layer 0622392de6de 737280',
      'layer 74ee04b36fc5 133120',
      'layer a550ac98c4fa 10240',
      'tag node:alpine3.13',
    ]);
    expect(await load(lab, readFixture('alpine-3.13.tar'))).toEqual(['tag alpine:3.13']);
    expect(await load(lab, readFixture('alpine-3.13.tar'))).toEqual(['tag alpine:3.13']);
    expect(lab.machine.layerDigests.size).toBe(0);
  });

  test('a tag that pointed elsewhere moves, and that is said [68]', async () => {
    const lab = new MachineLab();
    await lab.load('alpine-3.14.tar');
    const [other] = lab.machine.images.values();
    if (other !== undefined) lab.machine = setTag(lab.machine, other.id, parseReference('alpine:3.13'));
    expect(await load(lab, readFixture('alpine-3.13.tar'))).toEqual([
      'layer ee83e42a9876 348160',
      'renamed alpine:3.13 a5c6e839b7c1',
      'tag alpine:3.13',
    ]);
  });

  test('the archive itself may be packed', async () => {
    const lab = new MachineLab();
    const packed = contentOf(gzip(bytesOf(readFixture('hello-world.tar'))));
    expect(await load(lab, packed)).toEqual(['layer 3395227342e8 10240', 'tag hello-world:latest']);
  });

  test('parents come back where the archive holds parent and child, and shared layers are links', async () => {
    const lab = new MachineLab();
    const base = await lab.image({ layers: [{ a: '1' }], tags: ['base'] });
    const child = await lab.image({ layers: [{ a: '1' }, { b: '2' }], tags: ['child'], parent: base });
    const both = saveImages(lab.ctx, lab.machine, ['child', 'base']);
    const alone = saveImages(lab.ctx, lab.machine, ['child']);
    const other = new MachineLab();
    await load(other, both);
    expect(other.machine.images.get(child.id)?.parent).toBe(base.id);
    const third = new MachineLab();
    await load(third, alone);
    expect(third.machine.images.get(child.id)?.parent).toBeUndefined();
    expect(await other.problems()).toEqual([]);
  });

  test('without tags the IDs are named at the end [33]', async () => {
    const lab = new MachineLab();
    const image = await lab.image({ layers: [{ a: '1' }], tags: ['base'] });
    const byId = saveImages(lab.ctx, lab.machine, [image.id]);
    expect(await load(lab, byId)).toEqual([`id ${image.id.slice(7, 19)}`]);
  });
});

describe('docker 25 and later, and OCI layouts', () => {
  const alpine = recordedImages().find((one) => one.file === 'alpine-3.13.tar') as unknown as {
    id: string;
    layer_digests: string[];
    diff_ids: string[];
    manifest_digest: string;
    list_digest: string;
  };
  const path = (digest: string): string => `blobs/sha256/${hexOf(digest)}`;
  const entry = (digest: string, more: object = {}) => ({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest,
    size: blob(digest).length,
    ...more,
  });
  const layout = (manifests: readonly object[], digests: readonly string[]) =>
    archiveOf({
      'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
      'index.json': JSON.stringify({ schemaVersion: 2, manifests }),
      ...Object.fromEntries(digests.map((digest) => [path(digest), blob(digest)])),
    });
  const layer = alpine.layer_digests[0] ?? '';
  const one = [alpine.manifest_digest, alpine.id, layer];

  test('manifest.json over blobs, layers not packed (docker save of 25)', async () => {
    const lab = new MachineLab();
    const plain = new MachineLab();
    await plain.load('alpine-3.13.tar');
    const tar = plain.ctx.store.get(alpine.diff_ids[0] as never);
    const archive = archiveOf({
      'manifest.json': JSON.stringify([
        { Config: path(alpine.id), RepoTags: ['alpine:3.13'], Layers: [path(alpine.diff_ids[0] ?? '')] },
      ]),
      'index.json': '{}',
      [path(alpine.id)]: blob(alpine.id),
      [path(alpine.diff_ids[0] ?? '')]: tar,
    });
    expect(await load(lab, archive)).toEqual(['layer ee83e42a9876 348160', 'tag alpine:3.13']);
  });

  test('index.json alone, packed layers: the size is the packed one', async () => {
    const lab = new MachineLab();
    const named = entry(alpine.manifest_digest, { annotations: { 'org.opencontainers.image.ref.name': 'alpine:3.13' } });
    expect(await load(lab, layout([named], one))).toEqual(['layer ee83e42a9876 179213', 'tag alpine:3.13']);
    expect([...lab.machine.images.keys()]).toEqual([alpine.id]);
    expect(await lab.problems()).toEqual([]);
  });

  test.each([
    { annotations: { 'org.opencontainers.image.ref.name': '3.13' }, expected: 'id dd81334cea27' },
    { annotations: undefined, expected: 'id dd81334cea27' },
    {
      annotations: { 'io.containerd.image.name': 'docker.io/library/alpine:x', 'org.opencontainers.image.ref.name': 'x' },
      expected: 'tag alpine:x',
    },
  ])('name: $expected', async ({ annotations, expected }) => {
    const lines = await load(new MachineLab(), layout([entry(alpine.manifest_digest, { annotations })], one));
    expect(lines.at(-1)).toBe(expected);
  });

  test('of several platforms it takes linux/amd64, in the index or in a list below it', async () => {
    const amd64 = entry(alpine.manifest_digest, { platform: { os: 'linux', architecture: 'amd64' } });
    const arm64 = entry(alpine.manifest_digest, {
      platform: { os: 'linux', architecture: 'arm64' },
      digest: digestBytes(utf8('arm')),
    });
    expect(await load(new MachineLab(), layout([arm64, amd64], one))).toEqual(['layer ee83e42a9876 179213', 'id dd81334cea27']);
    const list = entry(alpine.list_digest, { mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json' });
    expect(await load(new MachineLab(), layout([list], [alpine.list_digest, ...one]))).toEqual([
      'layer ee83e42a9876 179213',
      'id dd81334cea27',
    ]);
    await expect(load(new MachineLab(), layout([arm64, arm64], []))).rejects.toMatchObject({
      data: { kind: 'no-platform', platforms: ['linux/arm64', 'linux/arm64'] },
    });
  });

  test('a blob that is not what its name says is refused', async () => {
    const damaged = blob(layer).slice();
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    const archive = archiveOf({
      'index.json': JSON.stringify({ schemaVersion: 2, manifests: [entry(alpine.manifest_digest)] }),
      [path(alpine.manifest_digest)]: blob(alpine.manifest_digest),
      [path(alpine.id)]: blob(alpine.id),
      [path(layer)]: damaged,
    });
    await expect(load(new MachineLab(), archive)).rejects.toMatchObject({
      code: 'image.archive',
      data: { kind: 'blob-digest', path: path(layer) },
    });
  });
});

describe('refused, and the machine stays as it was', () => {
  const config = (diffIds: readonly string[]) => JSON.stringify({ os: 'linux', rootfs: { type: 'layers', diff_ids: diffIds } });
  const manifest = (layers: readonly string[], more: object = {}) =>
    JSON.stringify([{ Config: 'c.json', RepoTags: null, Layers: layers, ...more }]);
  const tar = writeTar([tarEntry({ name: 'a', content: contentOf('1') })]);
  const diffId = digestBytes(bytesOf(tar));
  const outward = writeTar([tarEntry({ name: 'h', type: 'hardlink', linkname: '../../etc/passwd' })]);

  test.each<{ name: string; archive: Content; data: object }>([
    { name: 'five bytes [33]', archive: contentOf('junk\n'), data: { kind: 'not-a-tar', code: 'tar.truncated' } },
    { name: 'noise', archive: contentOf('x'.repeat(2048)), data: { kind: 'not-a-tar', code: 'tar.checksum' } },
    {
      name: 'damaged gzip',
      archive: contentOf(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff, 0xff])),
      data: { kind: 'bad-compression', compression: 'gzip' },
    },
    { name: 'some other tar', archive: archiveOf({ 'etc/passwd': 'x' }), data: { kind: 'missing-file', path: 'etc/json' } },
    { name: 'a tar without a folder', archive: archiveOf({ passwd: 'x' }), data: { kind: 'missing-file', path: 'repositories' } },
    { name: 'an empty one', archive: writeTar([]), data: { kind: 'missing-file', path: 'repositories' } },
    { name: 'docker 1.9', archive: archiveOf({ 'abc/json': '{}', 'abc/VERSION': '1.0' }), data: { kind: 'legacy' } },
    {
      name: 'no JSON',
      archive: archiveOf({ 'manifest.json': '[' }),
      data: { kind: 'bad-json', path: 'manifest.json', at: '', problem: { kind: 'end', empty: false } },
    },
    {
      name: 'another shape',
      archive: archiveOf({ 'manifest.json': '[{"Config":1}]' }),
      data: { kind: 'bad-json', path: 'manifest.json', at: '[0].Config', got: 'number' },
    },
    { name: 'no config', archive: archiveOf({ 'manifest.json': manifest([]) }), data: { kind: 'missing-file', path: 'c.json' } },
    {
      name: 'config without rootfs',
      archive: archiveOf({ 'manifest.json': manifest([]), 'c.json': '{}' }),
      data: { kind: 'no-rootfs' },
    },
    {
      name: 'another number of layers',
      archive: archiveOf({ 'manifest.json': manifest([]), 'c.json': config([diffId]) }),
      data: { kind: 'layer-count', manifest: 0, config: 1 },
    },
    {
      name: 'a layer that is missing',
      archive: archiveOf({ 'manifest.json': manifest(['l.tar']), 'c.json': config([diffId]) }),
      data: { kind: 'missing-file', path: 'l.tar' },
    },
    {
      name: 'another layer',
      archive: archiveOf({ 'manifest.json': manifest(['l.tar']), 'c.json': config([`sha256:${'0'.repeat(64)}`]), 'l.tar': tar }),
      data: { kind: 'layer-digest', index: 0, expected: `sha256:${'0'.repeat(64)}`, actual: diffId },
    },
    {
      name: 'a layer whose link leads out',
      archive: archiveOf({
        'manifest.json': manifest(['l.tar']),
        'c.json': config([digestBytes(bytesOf(outward))]),
        'l.tar': outward,
      }),
      data: {
        kind: 'bad-layer',
        path: 'l.tar',
        problem: {
          kind: 'entry',
          code: 'layer.entry',
          entry: { name: 'h', type: 'hardlink', target: '../../etc/passwd', errno: 'ENOENT' },
        },
      },
    },
    {
      name: 'a tag without a tag',
      archive: archiveOf({
        'manifest.json': manifest(['l.tar'], { RepoTags: ['alpine'] }),
        'c.json': config([diffId]),
        'l.tar': tar,
      }),
      data: { kind: 'bad-tag', tag: 'alpine' },
    },
    {
      name: 'windows',
      archive: archiveOf({ 'manifest.json': manifest([]), 'c.json': '{"os":"windows","rootfs":{"type":"layers"}}' }),
      data: { kind: 'other-os', os: 'windows' },
    },
  ])('$name', async ({ archive, data }) => {
    const lab = new MachineLab();
    await expect(load(lab, archive)).rejects.toMatchObject({ code: 'image.archive', data });
    expect(lab.machine.images.size).toBe(0);
  });

  test('xz is named, not guessed at', async () => {
    const xz = new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]);
    const archive = archiveOf({ 'manifest.json': manifest(['l.tar']), 'c.json': config([diffId]), 'l.tar': xz });
    await expect(load(new MachineLab(), archive)).rejects.toMatchObject({
      code: 'image.unsupportedCompression',
      data: { compression: 'xz', path: 'l.tar' },
    });
  });

  test('a history of more layers than there are', async () => {
    const told = JSON.stringify({ os: 'linux', history: [{}, {}], rootfs: { type: 'layers', diff_ids: [diffId] } });
    const archive = archiveOf({ 'manifest.json': manifest(['l.tar']), 'c.json': told, 'l.tar': tar });
    await expect(load(new MachineLab(), archive)).rejects.toMatchObject({ code: 'image.badHistory' });
  });
});
