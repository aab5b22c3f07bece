/**
 * What the engine builds, commits and imports, a real Docker loads with the same ID, and its commands print there what they print here. The
 * images are made of what has gone wrong somewhere before: whiteouts, opaque folders, links, odd modes and names.
 */
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOver, expectSameImage, expectSameRun, formatCommand } from './both.ts';
import { Engine } from './engine.ts';
import { docker, emptyDocker, inspect, makeFolder, must } from './real.ts';
import { BUILDERS, LIST, PACK_FILES, RECIPES } from './recipes.ts';

const ALPINE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');
const LAYERS_DEMO = resolve(import.meta.dirname, '../truth/fixtures/layers-demo.tar');

beforeAll(emptyDocker);
afterAll(emptyDocker);

async function engineWith(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Engine> {
  const engine = new Engine({ env });
  engine.putFile(ALPINE, 'alpine.tar');
  engine.putFile(LAYERS_DEMO, 'demo.tar');
  await engine.run('docker load -q -i alpine.tar && docker load -q -i demo.tar');
  engine.put(files);
  return engine;
}

describe.each(BUILDERS)('built with $builder', ({ builder, env }) => {
  test.concurrent.each(RECIPES)('$name', async ({ name, dockerfile, files = {}, flags = '', runs }) => {
    const image = `engine-${builder.toLowerCase()}/${name.replaceAll(/[^a-z]+/g, '-')}:1`;
    const engine = await engineWith({}, env);
    await engine.run(`mkdir build && ${PACK_FILES}`);
    engine.put(
      Object.fromEntries(Object.entries({ Dockerfile: dockerfile, ...files }).map(([path, text]) => [`build/${path}`, text])),
    );
    await engine.run(`docker build -q -t ${image} ${flags} build`);
    const loaded = await carryOver(engine, [image]);
    await expectSameImage(loaded, image);
    await Promise.all(runs.map((command) => expectSameRun(loaded, image, command)));
  });
});

interface Commit {
  readonly name: string;
  /** each in a container of the one before, each committed */
  readonly steps: readonly string[];
  readonly flags?: string;
  readonly runs: readonly (readonly string[])[];
}

describe('committed', () => {
  test.concurrent.each<Commit>([
    {
      name: 'whiteouts and opaque folders over three commits',
      steps: [
        'rm -r /data/hard /srv/old /home; mkdir /srv/old; echo 1 > /srv/old/one; ln /data/keep.txt /data/keep2',
        'rm -r /srv; mkdir -p /srv/old; echo 2 > /srv/old/two; rm /data/keep2; mv /etc/passwd /passwd; mkdir /home',
        'rm -r /srv/old; rm -r /data; ln -s /srv /data; rm /bin/yes; touch /bin/yes',
      ],
      runs: [LIST, ['sh', '-c', 'find /data/ /srv /home /passwd /bin/yes | sort; ls -l /passwd /bin/yes']],
    },
    {
      name: 'settings',
      steps: ['cp -p /data/a.txt /changed; chmod 4711 /changed; chown 12:34 /changed'],
      flags: `-a "Ana <ana@example.org>" -m "a message, with ünïcode" -c 'CMD ["cat", "/changed"]' -c 'ENV A=b B="c d"' -c 'WORKDIR /data' -c 'USER 0:5' -c 'LABEL x=y' -c 'EXPOSE 80' -c 'VOLUME /vol' -c 'ENTRYPOINT []'`,
      runs: [[], LIST],
    },
    {
      name: 'nothing changed',
      steps: ['true', 'cat /data/a.txt'],
      runs: [['ls', '-l', '/data']],
    },
    {
      name: 'a megabyte rewritten by one byte',
      steps: ['seq 1 150000 > /srv/big', 'echo >> /srv/big; rm /data/b.txt', 'chmod 600 /srv/big'],
      runs: [['sh', '-c', 'wc /srv/big; md5sum /srv/big; ls -l /srv/big']],
    },
  ])('$name', async ({ name, steps, flags = '', runs }) => {
    const engine = await engineWith();
    let image = 'layers-demo:latest';
    for (const [index, step] of steps.entries()) {
      const next = `engine-commit/${name.replaceAll(/[^a-z]+/g, '-')}:${index + 1}`;
      const container = `c${index}`;
      await engine.run(formatCommand(['docker', 'run', '--name', container, image, 'sh', '-c', step]));
      await engine.run(`docker commit ${index === steps.length - 1 ? flags : ''} ${container} ${next}`);
      image = next;
    }
    const loaded = await carryOver(engine, [image]);
    await expectSameImage(loaded, image);
    await Promise.all(runs.map((command) => expectSameRun(loaded, image, command)));
  });

  test('what was copied in, and nothing that is mounted', async () => {
    const engine = await engineWith({ 'in/deep/file': 'copied\n', 'in/run.sh': '#!/bin/sh\necho run\n' });
    await engine.run('chmod 755 in/run.sh && ln -s run.sh in/link');
    await engine.run(
      'docker create --name box -v /vol alpine:3.13 sh -c "echo x >> /etc/hosts; echo y > /vol/y; echo z > /dev/shm/z"',
    );
    await engine.run(
      'docker cp in box:/srv/in && docker cp in/deep/file box:/etc/motd && docker start -a box && docker commit box engine-commit/copied:1',
    );
    const loaded = await carryOver(engine, ['engine-commit/copied:1']);
    await expectSameImage(loaded, 'engine-commit/copied:1');
    await expectSameRun(loaded, 'engine-commit/copied:1', ['sh', '-c', '/srv/in/link; cat /etc/motd /srv/in/deep/file; ls /vol']);
  });
});

describe('exported', () => {
  test('a container, for docker import on both sides', async () => {
    const engine = await engineWith();
    await engine.run('docker run --name box layers-demo sh -c "rm -r /data/c.txt; ln /data/a.txt /data/a2; mkdir -m 1777 /shared"');
    await engine.run('docker export -o out.tar box');
    const path = join(makeFolder(), 'out.tar');
    await engine.takeFile('out.tar', path);
    const changes = ['-c', 'CMD ["ls", "-l", "/data"]', '-c', 'ENV FROM=export'];
    await docker(['import', '-m', 'imported', ...changes, path, 'engine-export:1']);
    await engine.run(formatCommand(['docker', 'import', '-m', 'imported', ...changes, 'out.tar', 'engine-export:1']));
    const facts = '{{len .Id}} {{json .RootFS}} {{json .Config}} {{.Size}} {{.Comment}}';
    expect(await engine.inspect('engine-export:1', facts)).toBe(await inspect('engine-export:1', facts));
    await expectSameRun(engine, 'engine-export:1', []);
    await expectSameRun(engine, 'engine-export:1', LIST);
  });

  test('devices, pipes and a capability from a tar of this machine', async () => {
    const folder = makeFolder();
    const script =
      'mkfifo pipe; mknod null c 1 3; mknod -m 640 disk b 8 1; echo x > file; ln file same; mkdir -m 2775 dir; chown 12:34 dir file';
    await must(
      'sh',
      ['-c', `mkdir t && cd t && ${script} && setfattr -n user.note -v x file 2> /dev/null; tar --xattrs -cf ../in.tar .`],
      { cwd: folder },
    );
    const engine = await engineWith();
    engine.putFile(join(folder, 'in.tar'), 'in.tar');
    await engine.run('docker import in.tar engine-import:1');
    const loaded = await carryOver(engine, ['engine-import:1']);
    await expectSameImage(loaded, 'engine-import:1');
  });
});
