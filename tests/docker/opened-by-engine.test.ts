/**
 * `docker load` opens what other tools write: the image ID is the one the tool itself tells, and facts and files are those of the same image
 * in a real Docker, which gets what it cannot load itself by way of skopeo.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { expectSameFacts, expectSameImage, expectSameRun } from './both.ts';
import { Engine } from './engine.ts';
import { noteImage } from './image-list.ts';
import { docker, emptyDocker, makeFolder, must } from './real.ts';
import { type Served, serveContent } from './serve.ts';
import { buildahIn, configDigest, copyToDaemon, exportByContainerd, skopeo, umoci } from './tools.ts';

const FIXTURES = resolve(import.meta.dirname, '../truth/fixtures');
const DEMO = join(FIXTURES, 'layers-demo.tar');
const NODE = join(FIXTURES, 'node-alpine3.13.tar');
const NEW_FILES =
  'echo new > /new; rm /data/b.txt; rm -r /srv/old; mkdir /srv/old; echo 1 > /srv/old/1; ln /new /new2; ln -s new /link';

interface Made {
  /** what `docker load` opens */
  readonly path: string;
  /** how skopeo names the image in it */
  readonly source: string;
  /** as it is called in the archive; none where it has no whole name there */
  readonly name?: string;
}
interface Way {
  readonly name: string;
  make(folder: string): Promise<Made>;
}

/** A tar of a folder, as a person packs an OCI layout. */
async function packed(folder: string): Promise<string> {
  await must('tar', ['-cf', `${folder}.tar`, '-C', folder, '.']);
  return `${folder}.tar`;
}

async function copied(folder: string, from: string, to: string, flags: readonly string[] = []): Promise<string> {
  const path = join(folder, 'copy.tar');
  await skopeo(['copy', ...flags, from, to.replace('PATH', path)]);
  return path;
}

/** A working container of buildah's with some changes. */
async function buildahImage(folder: string, name: string): Promise<(...args: string[]) => Promise<string>> {
  const buildah = buildahIn(folder);
  const container = await buildah('from', `docker-archive:${DEMO}:layers-demo:latest`);
  await buildah('run', container, 'sh', '-c', NEW_FILES);
  await buildah('config', '--cmd', '["cat", "/new"]', '--env', 'A=b c', '--workingdir', '/srv', container);
  await buildah('commit', '-q', container, name);
  return buildah;
}

const ZSTD = ['--format', 'oci', '--dest-compress-format', 'zstd'];
const WAYS: readonly Way[] = [
  {
    name: 'skopeo docker-archive',
    async make(folder) {
      const path = await copied(folder, `docker-archive:${DEMO}`, 'docker-archive:PATH:skopeo/da:1');
      return { path, source: `docker-archive:${path}`, name: 'skopeo/da:1' };
    },
  },
  {
    name: 'skopeo oci-archive',
    async make(folder) {
      const path = await copied(folder, `docker-archive:${DEMO}`, 'oci-archive:PATH:skopeo/oa:1');
      return { path, source: `oci-archive:${path}`, name: 'skopeo/oa:1' };
    },
  },
  {
    name: 'skopeo oci-archive without a name',
    async make(folder) {
      const path = await copied(folder, `docker-archive:${NODE}`, 'oci-archive:PATH');
      return { path, source: `oci-archive:${path}` };
    },
  },
  {
    name: 'skopeo oci-archive with zstd layers',
    async make(folder) {
      const path = await copied(folder, `docker-archive:${NODE}`, 'oci-archive:PATH:skopeo/zstd:1', ZSTD);
      return { path, source: `oci-archive:${path}`, name: 'skopeo/zstd:1' };
    },
  },
  {
    name: 'an OCI layout of skopeo, packed by tar and gzip',
    async make(folder) {
      const layout = join(folder, 'layout');
      await skopeo(['copy', `docker-archive:${DEMO}`, `oci:${layout}:3.13`]);
      await must('gzip', ['-k', await packed(layout)]);
      return { path: `${layout}.tar.gz`, source: `oci:${layout}:3.13` };
    },
  },
  {
    name: 'buildah docker-archive',
    async make(folder) {
      const path = join(folder, 'b.tar');
      await (await buildahImage(folder, 'made'))('push', '-q', 'made', `docker-archive:${path}:buildah/da:1`);
      return { path, source: `docker-archive:${path}`, name: 'buildah/da:1' };
    },
  },
  {
    name: 'buildah oci-archive',
    async make(folder) {
      const path = join(folder, 'b.tar');
      await (await buildahImage(folder, 'made'))('push', '-q', 'made', `oci-archive:${path}:buildah/oa:1`);
      return { path, source: `oci-archive:${path}`, name: 'buildah/oa:1' };
    },
  },
  {
    name: 'buildah from scratch, zstd',
    async make(folder) {
      const buildah = buildahIn(folder);
      writeFileSync(join(folder, 'hello'), 'hello\n');
      const container = await buildah('from', 'scratch');
      await buildah('copy', '--chown', '12:34', container, 'hello', '/a/b/');
      await buildah('config', '--author', 'Ana', '--entrypoint', '["/a/b/hello"]', '--label', 'x=y', container);
      await buildah('commit', '-q', container, 'scratch');
      await buildah('push', '-q', '--format', 'oci', '--compression-format', 'zstd', 'scratch', `oci:${join(folder, 'layout')}:1`);
      return { path: await packed(join(folder, 'layout')), source: `oci:${join(folder, 'layout')}:1` };
    },
  },
  {
    name: 'umoci: inserted files, an opaque folder',
    async make(folder) {
      mkdirSync(join(folder, 'in/deep'), { recursive: true });
      writeFileSync(join(folder, 'in/deep/file'), 'inserted\n');
      await skopeo(['copy', `docker-archive:${DEMO}`, `oci:${join(folder, 'layout')}:base`]);
      await umoci(['insert', '--image', 'layout:base', 'in', '/srv/in'], folder);
      await umoci(['insert', '--opaque', '--image', 'layout:base', 'in', '/data'], folder);
      await umoci(['insert', '--whiteout', '--image', 'layout:base', '/home'], folder);
      await umoci(['config', '--image', 'layout:base', '--config.cmd', 'cat', '--config.cmd', '/data/deep/file'], folder);
      return { path: await packed(join(folder, 'layout')), source: `oci:${join(folder, 'layout')}:base` };
    },
  },
  {
    name: 'umoci: unpacked, changed and packed again',
    async make(folder) {
      await skopeo(['copy', `docker-archive:${DEMO}`, `oci:${join(folder, 'u')}:base`]);
      await umoci(['unpack', '--image', 'u:base', 'bundle'], folder);
      await must('chroot', [join(folder, 'bundle/rootfs'), 'sh', '-c', NEW_FILES]);
      await umoci(['repack', '--image', 'u:changed', 'bundle'], folder);
      const path = await copied(folder, `oci:${join(folder, 'u')}:changed`, 'oci-archive:PATH:umoci/repacked:1');
      return { path, source: `oci-archive:${path}`, name: 'umoci/repacked:1' };
    },
  },
  {
    name: 'containerd, layers as they are: docker save since 25',
    async make(folder) {
      const named = await copied(folder, `docker-archive:${DEMO}`, 'docker-archive:PATH:docker.io/library/save25:1');
      const path = await exportByContainerd(named, 'docker.io/library/save25:1');
      return { path, source: `docker-archive:${path}`, name: 'save25:1' };
    },
  },
  {
    name: 'containerd, layers packed: docker save of the containerd store',
    async make(folder) {
      const named = await copied(folder, `docker-archive:${NODE}`, 'oci-archive:PATH:docker.io/library/save29:1');
      const path = await exportByContainerd(named, 'docker.io/library/save29:1');
      return { path, source: `docker-archive:${path}`, name: 'save29:1' };
    },
  },
];

let registry: Served;

beforeAll(async () => {
  await emptyDocker();
  registry = await serveContent(await openRegistryFolder(join(FIXTURES, 'registry')));
});
afterAll(async () => {
  await registry.close();
  await emptyDocker();
});

/**
 * Into both. What a real Docker can load it loads, with the same words; what has no name gets one that both know it by.
 * @returns the name
 */
async function open(engine: Engine, { path, source, name }: Made, way: string): Promise<string> {
  engine.putFile(path, 'in.tar');
  const id = `sha256:${await configDigest(source)}`;
  const printed = await engine.run('docker load -i in.tar');
  const image = name ?? `opened/${way.replaceAll(/[^a-z]+/g, '-')}:1`;
  if (name === undefined) await engine.run(`docker tag ${id} ${image}`);
  if (source.startsWith('docker-archive:')) expect(printed).toBe((await docker(['load', '-i', path])).stdout);
  else {
    expect(printed).toBe(name === undefined ? `Loaded image ID: ${id}\n` : `Loaded image: ${name}\n`);
    await copyToDaemon(source, image);
  }
  expect(await engine.inspect(image)).toBe(id);
  noteImage(inject('files'), 'into the engine', way, image, id);
  return image;
}

describe('archives of other tools', () => {
  test.concurrent.each(WAYS)('$name', async ({ name: way, make }) => {
    const engine = new Engine();
    const made = await make(makeFolder());
    const image = await open(engine, made, way);
    await expectSameImage(engine, image);
    if (way !== 'buildah from scratch, zstd') await expectSameRun(engine, image, ['sh', '-c', 'find /srv /data | sort; cat /new']);
  });

  test('an index of two platforms, as buildah writes it: the one for linux/amd64', async () => {
    const folder = makeFolder();
    const buildah = await buildahImage(folder, 'made');
    await buildah('push', '-q', 'made', `oci-archive:${join(folder, 'amd64.tar')}:buildah/amd64:1`);
    await skopeo(['copy', `docker-archive:${NODE}`, `oci-archive:${join(folder, 'other.tar')}:x`]);
    await buildah('manifest', 'create', 'both');
    await buildah('manifest', 'add', '--os', 'linux', '--arch', 'arm64', 'both', `oci-archive:${join(folder, 'other.tar')}`);
    await buildah('manifest', 'add', 'both', `oci-archive:${join(folder, 'amd64.tar')}`);
    await buildah('manifest', 'push', '-q', '--all', 'both', `oci-archive:${join(folder, 'both.tar')}:buildah/both:1`);
    const engine = new Engine();
    const made = { path: join(folder, 'both.tar'), source: `oci-archive:${join(folder, 'amd64.tar')}`, name: 'buildah/both:1' };
    const image = await open(engine, made, 'buildah, two platforms');
    await expectSameImage(engine, image);
  });

  test('all platforms of a registry, as skopeo copies them', async () => {
    const folder = makeFolder();
    const from = `docker://${registry.host}/library/redis:alpine`;
    const path = await copied(folder, from, 'oci-archive:PATH:skopeo/all:1', ['--all', '--src-tls-verify=false']);
    const engine = new Engine();
    const image = await open(engine, { path, source: `oci-archive:${path}`, name: 'skopeo/all:1' }, 'skopeo, all platforms');
    await expectSameFacts(engine, image);
  });
});

describe('docker save', () => {
  test('several images in one archive, packed with gzip, and by ID', async () => {
    for (const path of [DEMO, NODE]) await docker(['load', '-q', '-i', path]);
    const images = ['layers-demo:latest', 'node:alpine3.13'];
    const path = join(makeFolder(), 'both.tar');
    await docker(['save', '-o', path, ...images]);
    await must('gzip', [path]);
    const engine = new Engine();
    engine.putFile(`${path}.gz`, 'both.tar.gz');
    expect((await engine.run('docker load -i both.tar.gz')).split('\n').sort().join('\n').trim()).toBe(
      images.map((image) => `Loaded image: ${image}`).join('\n'),
    );
    for (const image of images) await expectSameFacts(engine, image);
    const id = await engine.inspect('layers-demo');
    await docker(['save', '-o', `${path}.id`, id]);
    const other = new Engine();
    other.putFile(`${path}.id`, 'id.tar');
    expect(await other.run('docker load -i id.tar')).toBe(`Loaded image ID: ${id}\n`);
  });
});
