/** What a real Docker builds and commits, the engine opens: the same ID, facts, files, and what its commands print. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { carryIn, expectSameImage, expectSameRun } from './both.ts';
import { Engine } from './engine.ts';
import { noteImage } from './image-list.ts';
import { docker, emptyDocker, inspect, makeFolder, must } from './real.ts';
import { BUILDERS, LIST, PACK_FILES, RECIPES } from './recipes.ts';

const FIXTURES = resolve(import.meta.dirname, '../truth/fixtures');

const BUILDS = BUILDERS.flatMap(({ builder, env }) =>
  RECIPES.map((recipe) => ({
    ...recipe,
    builder,
    env,
    image: `docker-${builder.toLowerCase()}/${recipe.name.replaceAll(/[^a-z]+/g, '-')}:1`,
  })),
);

beforeAll(async () => {
  await emptyDocker();
  for (const file of ['alpine-3.13.tar', 'layers-demo.tar']) await docker(['load', '-q', '-i', join(FIXTURES, file)]);
});
afterAll(emptyDocker);

describe('built', () => {
  beforeAll(async () => {
    for (const { builder } of BUILDERS) await Promise.all(BUILDS.filter((build) => build.builder === builder).map(buildIt));
    await loadAgain();
  });

  test.concurrent.each(BUILDS)('$builder: $name', async ({ image, runs }) => {
    const engine = new Engine();
    await carryIn(engine, [image]);
    await expectSameImage(engine, image);
    await Promise.all(runs.map((command) => expectSameRun(engine, image, command)));
  });
});

async function buildIt({ dockerfile, files = {}, flags = '', env, image }: (typeof BUILDS)[number]): Promise<void> {
  const folder = makeFolder();
  for (const [path, text] of Object.entries({ Dockerfile: dockerfile, ...files })) {
    mkdirSync(dirname(join(folder, 'build', path)), { recursive: true });
    writeFileSync(join(folder, 'build', path), text);
  }
  await must('sh', ['-c', PACK_FILES], { cwd: folder });
  const args = ['build', '-q', '--network', 'none', '-t', image, ...flags.split(' ').filter(Boolean), join(folder, 'build')];
  await docker(args, { env });
}

/** What is built with BuildKit has sizes that differ from those of what is loaded (it does not count links). */
async function loadAgain(): Promise<void> {
  const path = join(makeFolder(), 'all.tar');
  await docker(['save', '-o', path, 'alpine:3.13', 'layers-demo', ...BUILDS.map(({ image }) => image)]);
  await emptyDocker();
  await docker(['load', '-q', '-i', path]);
}

test('committed: whiteouts, opaque folders, settings', async () => {
  const steps = [
    'rm -r /data/hard /srv/old /home; mkdir /srv/old; echo 1 > /srv/old/one; ln /data/keep.txt /data/keep2',
    'rm -r /srv; mkdir -p /srv/old; echo 2 > /srv/old/two; rm /data/keep2; mv /etc/passwd /passwd',
  ];
  let image = 'layers-demo:latest';
  for (const [at, step] of steps.entries()) {
    const id = (await docker(['create', '--network', 'none', image, 'sh', '-c', step])).stdout.trim();
    await docker(['start', '-a', id]);
    image = `docker-commit/whiteouts:${at + 1}`;
    await docker(['commit', '-m', 'ação', '-a', 'Ana <ana@example.org>', '-c', 'CMD ["ls", "/"]', '-c', 'VOLUME /vol', id, image]);
    await docker(['rm', '-v', id]);
  }
  const engine = new Engine();
  await carryIn(engine, ['docker-commit/whiteouts:1', image]);
  for (const one of ['docker-commit/whiteouts:1', image]) await expectSameImage(engine, one);
  await expectSameRun(engine, image, []);
  await expectSameRun(engine, image, LIST);
  expect(await engine.inspect(image, '{{.Parent}}')).toBe(await inspect('docker-commit/whiteouts:1'));
});

test('exported and imported, with devices, pipes, set-user-ID bits and a name of 200 letters', async () => {
  const folder = makeFolder();
  const long = 'n'.repeat(200);
  const script = `mkdir -m 2775 dir; mkfifo pipe; mknod null c 1 3; echo x > file; ln file same; chown 12:34 file; chmod 4711 file; touch ${long}; ln -s ${long} link`;
  await must('sh', ['-c', `mkdir t && cd t && ${script} && tar -cf ../in.tar .`], { cwd: folder });
  await docker(['import', '-c', 'CMD ["x"]', '-m', 'imported', join(folder, 'in.tar'), 'docker-import:1']);
  const engine = new Engine();
  await carryIn(engine, ['docker-import:1']);
  await expectSameImage(engine, 'docker-import:1');
});

test('exported, for docker import in the engine', async () => {
  const id = (
    await docker(['create', '--network', 'none', 'layers-demo', 'sh', '-c', 'rm /data/c.txt; ln /data/a.txt /data/a2'])
  ).stdout.trim();
  await docker(['start', '-a', id]);
  const path = join(makeFolder(), 'out.tar');
  await docker(['export', '-o', path, id]);
  await docker(['import', path, 'docker-export:1']);
  const engine = new Engine();
  engine.putFile(path, 'out.tar');
  await engine.run('docker import out.tar docker-export:1');
  expect(await engine.inspect('docker-export:1', '{{json .RootFS}} {{.Size}}')).toBe(
    await inspect('docker-export:1', '{{json .RootFS}} {{.Size}}'),
  );
  noteImage(
    inject('files'),
    'into the engine',
    'docker export, docker import',
    'docker-export:1',
    await engine.inspect('docker-export:1'),
  );
  await expectSameRun(engine, 'docker-export:1', LIST);
});
