/**
 * What the engine builds, commits and imports, a real Docker loads with the same ID, and its commands print there what they print here. The
 * images are made of what has gone wrong somewhere before: whiteouts, opaque folders, links, odd modes and names.
 */
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOver, expectSameImage, expectSameRun, formatCommand } from './both.ts';
import { Engine } from './engine.ts';
import { docker, emptyDocker, inspect, makeFolder, must } from './real.ts';

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

interface Recipe {
  readonly name: string;
  readonly dockerfile: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: string;
  /** commands to run in it; an empty one is the image's own */
  readonly runs: readonly (readonly string[])[];
}

const STAT = 'stat -c "%A %u:%g %h %s %Y %n"';
const LIST = ['sh', '-c', `find /srv | sort | while read -r f; do [ -d "$f" ] || ${STAT} "$f"; done; id; pwd; env | sort`];

const RECIPES: readonly Recipe[] = [
  {
    name: 'every instruction',
    dockerfile: `ARG BASE=alpine:3.13
FROM $BASE
LABEL made="by camadas" empty="" "with blank"='a "quoted" one'
ARG WHO=world
ENV GREETING="olá, \${WHO}" PATH=/srv/bin:$PATH
WORKDIR /srv/app
RUN echo "$GREETING" > greeting && chmod 640 greeting
COPY app.sh /srv/bin/app
RUN chmod 755 /srv/bin/app
ONBUILD RUN echo never
VOLUME /data
EXPOSE 8080 53/udp
HEALTHCHECK --interval=5s --retries=2 CMD true
STOPSIGNAL SIGINT
USER 1000:1000
ENTRYPOINT ["app"]
CMD ["one", "two words"]
`,
    files: { 'app.sh': '#!/bin/sh\necho "$GREETING: $# arguments: $*"\nexit 3\n' },
    flags: '--build-arg WHO=mundo --label more=1',
    runs: [[], ['a', 'b c'], ['--', '-x']],
  },
  {
    name: 'removed, replaced and hidden files',
    dockerfile: `FROM layers-demo:latest
RUN rm /data/b.txt && rm -r /srv/old && mkdir /srv/old && echo fresh > /srv/old/fresh
RUN rm -r /home/app && ln -s /srv /home/app
RUN echo back > /data/b.txt && rm -r /srv/old && echo now a file > /srv/old
RUN mv /data /data2 && mkdir /data && echo > /data/new
`,
    runs: [['sh', '-c', 'find /data /data2 /srv /home | sort; cat /srv/old /data2/b.txt; ls -l /home'], LIST],
  },
  {
    name: 'hard links, symlinks, odd modes and names',
    dockerfile: `FROM alpine:3.13
RUN mkdir -p /srv/d && cd /srv/d && echo one > a && ln a b && mkdir deep && ln a deep/c && ln -s ../d/a s && ln -s nowhere dangling
RUN cd /srv/d && chmod 4755 a && echo two >> deep/c
RUN mkdir -m 1777 /srv/sticky && mkdir -m 2775 /srv/setgid && touch /srv/sticky/x && chmod 0 /srv/sticky/x
RUN chown 1234:4321 /srv/d/s && chown -h 7:8 /srv/d/dangling
RUN touch "/srv/a file with blanks" /srv/ação '/srv/quote"s' && mkdir -p /srv/${'long'.repeat(30)}/${'name'.repeat(30)} && touch /srv/${'long'.repeat(30)}/${'name'.repeat(30)}/${'file'.repeat(30)}
RUN touch -d '2001-02-03 04:05:06' /srv/old
`,
    runs: [
      [
        'sh',
        '-c',
        `cd /srv/d; cat a b deep/c s; readlink s; readlink dangling; for f in a b deep/c s dangling; do ${STAT} $f; done`,
      ],
      LIST,
    ],
  },
  {
    name: 'stages, copies with owners, an archive unpacked',
    dockerfile: `FROM alpine:3.13 AS make
WORKDIR /out
RUN mkdir bin && printf '#!/bin/sh\\necho made\\n' > bin/made && chmod 755 bin/made && ln bin/made bin/same && ln -s made bin/link
FROM alpine:3.13 AS unused
RUN true
FROM alpine:3.13
COPY --from=make /out/bin /usr/local/bin/
COPY --chown=1000:1001 tree /srv/tree
COPY --from=make /out/bin/link /srv/link
ADD files.tar.gz /srv/unpacked/
COPY [ "with blank.txt", "/srv/" ]
CMD made && same && link
`,
    files: {
      'tree/a/b/c.txt': 'c\n',
      'tree/top.txt': 'top\n',
      'with blank.txt': 'blank\n',
      '.dockerignore': '*.tar\ntree/top.txt\n',
    },
    runs: [[], LIST, ['sh', '-c', 'find /srv | sort; cat /srv/link; ls -ln /usr/local/bin /srv/unpacked']],
  },
  {
    name: 'from scratch',
    dockerfile: `FROM alpine:3.13 AS base
FROM scratch
COPY --from=base /bin/busybox /bin/busybox
COPY --from=base /lib /lib
COPY hello.txt /
ENTRYPOINT ["/bin/busybox"]
CMD ["cat", "/hello.txt"]
`,
    files: { 'hello.txt': 'from nothing\n' },
    runs: [[], ['echo', 'x'], ['ls', '-l', '/bin'], ['sh', '-c', 'exit 7']],
  },
];

describe.each([
  { builder: 'classic', env: { DOCKER_BUILDKIT: '0' } },
  { builder: 'BuildKit', env: { DOCKER_BUILDKIT: '1' } },
])('built with $builder', ({ builder, env }) => {
  test.concurrent.each(RECIPES)('$name', async ({ name, dockerfile, files = {}, flags = '', runs }) => {
    const image = `engine-${builder.toLowerCase()}/${name.replaceAll(/[^a-z]+/g, '-')}:1`;
    const engine = await engineWith({}, env);
    await engine.run(
      'mkdir build pack && cd pack && echo packed > p.txt && ln -s p.txt l && tar -czf ../build/files.tar.gz p.txt l && cd ..',
    );
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
      steps: ['echo changed > /changed; chmod 4711 /changed; chown 12:34 /changed; touch -d "1999-12-31 23:59:59" /changed'],
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
