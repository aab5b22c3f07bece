/** What the engine loads, pulls and saves again, a real Docker loads: the same image, file by file. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRegistryServing } from '../../src/engine/index.ts';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { carryOver, expectSameFacts, expectSameImage } from './both.ts';
import { Engine } from './engine.ts';
import { docker, emptyDocker, inspect } from './real.ts';

const FIXTURES = resolve(import.meta.dirname, '../truth/fixtures');
const TEACHING = await openRegistryFolder(resolve(import.meta.dirname, '../../content/registry'));

beforeAll(emptyDocker);
afterAll(emptyDocker);

describe('archives of docker', () => {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.tar'));
  test.each(files)('%s', async (file) => {
    const engine = new Engine();
    engine.putFile(join(FIXTURES, file), 'in.tar');
    const names = [...(await engine.run('docker load -i in.tar')).matchAll(/^Loaded image: (.*)$/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(names.length).toBeGreaterThan(0);
    const loaded = await carryOver(engine, names);
    for (const name of names) await expectSameImage(loaded, name);
  });
});

describe('teaching images', () => {
  /** one tag for each manifest */
  const images = [...TEACHING.repositories].flatMap(([name, { tags }]) => {
    const byDigest = new Map([...tags].map(([tag, digest]) => [digest, tag]));
    return [...byDigest.values()].map((tag) => `${name.replace(/^library\//, '')}:${tag}`);
  });
  let engine: Engine;

  beforeAll(async () => {
    const { createHubRegistry } = await loadRegistryServing();
    const pulled = new Engine({ http: createHubRegistry(TEACHING) });
    for (const image of images) await pulled.run(`docker pull -q ${image}`);
    engine = await carryOver(pulled, images);
  });

  test.each(images)('%s', async (image) => {
    // the large ones are zeros for the most part; that their layers are the same bytes is what their IDs say
    const isSmall = Number(await engine.inspect(image, '{{.Size}}')) < 40_000_000;
    if (isSmall) await expectSameImage(engine, image);
    else await expectSameFacts(engine, image);
  });
});

test('several images in one archive: what they share is in it once, and parents stay parents', async () => {
  const engine = new Engine();
  engine.putFile(join(FIXTURES, 'alpine-3.13.tar'), 'a.tar');
  engine.putFile(join(FIXTURES, 'node-alpine3.13.tar'), 'n.tar');
  await engine.run('docker load -q -i a.tar && docker load -q -i n.tar');
  await engine.run('docker run --name c1 alpine:3.13 sh -c "echo 1 > /one" && docker commit c1 chain:1');
  await engine.run('docker run --name c2 chain:1 sh -c "rm /one; echo 2 > /two" && docker commit c2 chain:2');
  await carryOver(engine, ['alpine:3.13', 'node:alpine3.13', 'chain:1', 'chain:2']);
  expect(await inspect('chain:2', '{{.Parent}}')).toBe(await inspect('chain:1'));
  expect((await docker(['history', '-q', '--no-trunc', 'chain:2'])).stdout).toBe(
    await engine.run('docker history -q --no-trunc chain:2'),
  );
});
