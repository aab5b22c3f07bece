/** What only a frontend newer than the recordings' understands, and how failures end. */
import { beforeEach, expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';
import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { getLayer } from '../../machine/layer-sizes.ts';

let lab: BuildLab;

beforeEach(async () => {
  lab = new BuildLab();
  await lab.load('alpine-3.13.tar');
  lab.files({ 'v.txt': 'v1\n', 'sub/a': 'a\n', 'sub/deep/b': 'b\n', 'sub/deep/c.md': 'c\n', key: 's3cret\n' });
});

/** Without what is loaded before the steps, and without ends that are all alike. */
function stepsOf(printed: string): string {
  const [, ...steps] = printed.split(/\n\n(?=#\d+ \[(?!internal))/);
  return steps
    .join('\n')
    .replace(/^#\d+ (?:DONE 0\.0s|exporting.*|writing.*)\n/gm, '')
    .replace(/moby::[0-9a-z]{25}/, 'moby::ID')
    .replace(/\n+/g, '\n');
}

test('a failing RUN shows its output and its lines again', async () => {
  const built = await lab.dockerfile('FROM alpine:3.13\nRUN echo out; \\\n  echo err >&2; exit 3\n\nRUN echo never\n# end\n');
  expect({ ...built, err: stepsOf(built.err) }).toEqual({
    out: '',
    exitCode: 1,
    err: `\
#4 [1/3] FROM docker.io/library/alpine:3.13
#5 [2/3] RUN echo out;   echo err >&2; exit 3
#5 0.000 out
#5 0.000 err
#5 ERROR: process "/bin/sh -c echo out;   echo err >&2; exit 3" did not complete successfully: exit code: 3
------
 > [2/3] RUN echo out;   echo err >&2; exit 3:
0.000 out
0.000 err
------
Dockerfile:2
--------------------
   1 |     FROM alpine:3.13
   2 | >>> RUN echo out; \\
   3 | >>>   echo err >&2; exit 3
   4 |${'     '}
--------------------
ERROR: failed to solve: process "/bin/sh -c echo out;   echo err >&2; exit 3" did not complete successfully: exit code: 3
`,
  });
});

test('of long output the last ten lines are shown again', async () => {
  const { err } = await lab.dockerfile('FROM alpine:3.13\nRUN for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i; done; false\n');
  const again = err.split('------\n')[1] ?? '';
  expect(again.split('\n').slice(1, -1)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((line) => `0.000 line ${line}`));
});

test.each([
  ['COPY nofile /', 'failed to compute cache key: failed to calculate checksum of ref moby::ID: "/nofile": not found'],
  ['RUN nosuch', 'process "/bin/sh -c nosuch" did not complete successfully: exit code: 127'],
  ['RUN ["nosuch"]', 'process "nosuch" did not complete successfully: exit code: 1'],
  ['FROB x', 'dockerfile parse error on line 2: unknown instruction: FROB (did you mean FROM?)'],
  [
    'COPY --from=later / /',
    'failed to parse stage name "Later": invalid reference format: repository name (library/Later) must be lowercase',
  ],
  ['RUN --mount=type=secret,id=k,required=true cat /run/secrets/k', 'secret k: not found'],
  [
    'USER nobody2\nRUN id',
    'process "/bin/sh -c id" did not complete successfully: unable to find user nobody2: no matching entries in passwd file',
  ],
])('%s', async (instruction, reason) => {
  const dockerfile = `FROM alpine:3.13\n${instruction.replace('later', 'Later')}\n`;
  const built = await lab.dockerfile(dockerfile);
  expect(built.exitCode).toBe(1);
  expect(built.err.replace(/moby::[0-9a-z]{25}/g, 'moby::ID')).toContain(`\nERROR: failed to solve: ${reason}\n`);
});

test('a stage that nothing needs is not built, and does no harm', async () => {
  const built = await lab.dockerfile('FROM alpine:3.13 AS broken\nRUN exit 9\nFROM alpine:3.13\nRUN echo fine\n');
  expect([built.exitCode, stepsOf(built.err)]).toEqual([
    0,
    '#4 [stage-1 1/2] FROM docker.io/library/alpine:3.13\n#5 [stage-1 2/2] RUN echo fine\n#5 0.000 fine\n',
  ]);
});

test('here-documents are scripts and files', async () => {
  const { err } = await lab.dockerfile(
    'FROM alpine:3.13\nENV WHO=me\nRUN <<EOF\necho one\necho two\nEOF\nCOPY <<a <<"b" /etc/\nfrom $WHO\na\nfrom $WHO\nb\nRUN cat /etc/a /etc/b\n',
  );
  expect(stepsOf(err)).toBe(`\
#4 [1/4] FROM docker.io/library/alpine:3.13
#5 [2/4] RUN <<EOF (echo one...)
#5 0.000 one
#5 0.000 two
#6 [3/4] COPY <<a <<"b" /etc/
#7 [4/4] RUN cat /etc/a /etc/b
#7 0.000 from me
#7 0.000 from $WHO
`);
});

test('a secret is there for its step and in no layer; another secret is no reason to run again', async () => {
  const dockerfile = 'FROM alpine:3.13\nRUN --mount=type=secret,id=k wc -c < /run/secrets/k > /size\nRUN ls -A /run\n';
  const first = await lab.dockerfile(dockerfile, { secrets: ['id=k,src=key'], tags: ['s:1'] });
  expect([first.exitCode, await lab.read('s:1', '/size')]).toEqual([0, '7\n']);
  for (const chainId of lab.find('s:1').chain.slice(1)) {
    const tar = lab.ctx.store.get(getLayer(lab.machine, chainId).diffId);
    expect(text(await readContent(tar))).not.toContain('s3cret');
  }
  expect(text(lab.find('s:1').configBytes)).not.toContain('s3cret');
  lab.files({ key: 'changed\n' });
  const second = await lab.dockerfile(dockerfile, { secrets: ['id=k,src=key'], tags: ['s:2'] });
  expect([second.exitCode, lab.find('s:2').id]).toEqual([0, lab.find('s:1').id]);
});

test('a secret as a variable', async () => {
  const dockerfile = 'FROM alpine:3.13\nRUN --mount=type=secret,id=TOKEN,env=TOKEN echo "got $TOKEN"\n';
  const { err } = await lab.dockerfile(dockerfile, { secrets: ['id=TOKEN'], env: new Map([['TOKEN', 'abc']]) });
  expect(stepsOf(err)).toContain('#5 0.000 got abc\n');
});

test('a cache mount lives from build to build; --no-cache begins a new one', async () => {
  const count = (word: string): string =>
    `FROM alpine:3.13\nRUN --mount=type=cache,target=/c echo ${word} >> /c/f; cat /c/f\nRUN ls /c\n`;
  const outputOf = async (word: string, noCache = false): Promise<readonly string[]> => {
    const { err } = await lab.dockerfile(count(word), { noCache });
    return [...err.matchAll(/^#\d+ 0\.000 (.*)$/gm)].map(([, line = '']) => line);
  };
  expect(await outputOf('a')).toEqual(['a']);
  expect(await outputOf('b')).toEqual(['a', 'b']);
  expect(await outputOf('b'), 'cached').toEqual([]);
  expect(await outputOf('c', true)).toEqual(['c']);
});

test('COPY with --link, --chmod, --exclude, --parents and --chown', async () => {
  const built = await lab.dockerfile(
    [
      'FROM alpine:3.13',
      'COPY --link --chmod=640 v.txt /x/v',
      'COPY --exclude=**/*.md sub /sub',
      'COPY --parents sub/./deep/b /p/',
      'COPY --chown=5:6 v.txt /own/',
      'RUN stat -c "%a %u:%g %n" /x/v /own /own/v.txt; find /sub /p -type f | sort',
    ].join('\n'),
  );
  expect([...built.err.matchAll(/^#\d+ 0\.000 (.*)$/gm)].map(([, line]) => line)).toEqual([
    '640 0:0 /x/v',
    '755 5:6 /own',
    '644 5:6 /own/v.txt',
    '/p/deep/b',
    '/sub/a',
    '/sub/deep/b',
  ]);
});

test('a linked layer is the same on another base', async () => {
  await lab.dockerfile('FROM alpine:3.13\nCOPY --link v.txt /v\n', { tags: ['l:1'] });
  await lab.dockerfile('FROM alpine:3.13\nRUN echo new > /new\nCOPY --link v.txt /v\n', { tags: ['l:2'] });
  const [one, two] = [lab.find('l:1'), lab.find('l:2')];
  expect(two.config.rootfs.diff_ids?.at(-1)).toBe(one.config.rootfs.diff_ids?.at(-1));
  expect(await lab.read('l:2', '/new')).toBe('new\n');
});

test('-q prints nothing but the ID; without it nothing goes to stdout', async () => {
  const dockerfile = 'FROM alpine:3.13\nRUN echo loud\n';
  const quiet = await lab.dockerfile(dockerfile, { quiet: true, tags: ['q:1'] });
  expect(quiet).toEqual({ out: `${lab.find('q:1').id}\n`, err: '', exitCode: 0 });
  const loud = await lab.dockerfile(dockerfile, { tags: ['q:2'] });
  expect(loud).toMatchObject({ out: '', exitCode: 0 });
  expect(lab.find('q:2').id).toBe(lab.find('q:1').id);
});

test('touching a file is no change, its mode is one', async () => {
  const dockerfile = 'FROM alpine:3.13\nCOPY v.txt /v\n';
  await lab.dockerfile(dockerfile, { tags: ['t:1'] });
  lab.files({ 'v.txt': 'v1\n' });
  await lab.dockerfile(dockerfile, { tags: ['t:2'] });
  expect(lab.find('t:2').id).toBe(lab.find('t:1').id);
  lab.files({ 'v.txt': 'v2\n' });
  await lab.dockerfile(dockerfile, { tags: ['t:3'] });
  expect(await lab.read('t:3', '/v')).toBe('v2\n');
});
