/** What a real Docker (CLI 28.2.2, DOCKER_BUILDKIT=0) sent for these .dockerignore files, and how much it said that was. */
import { expect, test } from 'vitest';
import { contentOf } from '../../bytes/content.ts';
import { createContentStore } from '../../cas/content-store.ts';
import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { walk } from '../../fs/walk.ts';
import { makeDir, writeFile } from '../../fs/write.ts';
import { DEFAULT_LIMITS } from '../../ports.ts';
import { BuildError } from '../build-errors.ts';
import { type BuildOptions, DEFAULT_BUILD_OPTIONS } from '../build-options.ts';
import { type ClassicContext, readClassicContext } from './classic-context.ts';

const PATHS =
  'a.txt b.md README.md foo/x foo/bar/y a/foo/z a/foo/b.md a/b/c/d.go node_modules/m/i.js src/node_modules/k.js src/main.js src/.env .env .git/HEAD [x] a\u00a0b/c tmp1/f tmpx é.txt'
    .split(' ')
    .map((path) => path.replace('\u00a0', ' '));

function host(files: ReadonlyMap<string, string>): Tree {
  let tree = EMPTY_TREE;
  for (const [path, text] of files) {
    tree = makeDir(tree, path.slice(0, path.lastIndexOf('/')) || '/', { parents: true, mtime: 1, uid: 1000, gid: 1000 });
    tree = writeFile(tree, path, contentOf(text), { mtime: 1, uid: 1000, gid: 1000 });
  }
  return tree;
}
async function read(tree: Tree, options: Partial<BuildOptions> = {}): Promise<ClassicContext> {
  const ports = { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: { fetch: () => Promise.reject(new Error('no network')) } };
  return readClassicContext({ ports, store: createContentStore() }, tree, { ...DEFAULT_BUILD_OPTIONS, cwd: '/ctx', ...options });
}
const filesOf = (tree: Tree): string[] =>
  [...walk(tree)].filter(({ node }) => node.kind === 'file').map(({ path }) => path.slice(1));
/** base 1000, 4 digits, as docker shows it */
const shown = (size: number): string => `${Number((size / 1000).toPrecision(4))}kB`;

const CASES: readonly { ignore: string; size: string; out?: readonly string[]; kept?: readonly string[] }[] = [
  { ignore: '', size: '29.18kB', out: [] },
  { ignore: 'foo', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: '/foo', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: 'foo/', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: '*/foo', size: '27.65kB', out: ['a/foo/b.md', 'a/foo/z'] },
  { ignore: '**/foo', size: '24.58kB', out: ['a/foo/b.md', 'a/foo/z', 'foo/bar/y', 'foo/x'] },
  { ignore: '*.md', size: '28.16kB', out: ['README.md', 'b.md'] },
  { ignore: '**/*.md', size: '27.14kB', out: ['README.md', 'a/foo/b.md', 'b.md'] },
  { ignore: '**/*.md\n!README.md', size: '28.16kB', out: ['a/foo/b.md', 'b.md'] },
  { ignore: '*\n!src', size: '7.168kB', kept: ['src/.env', 'src/main.js', 'src/node_modules/k.js'] },
  { ignore: '*\n!src/main.js', size: '4.096kB', kept: ['src/main.js'] },
  { ignore: '*\n!**/*.js', size: '3.072kB', kept: [] },
  { ignore: 'node_modules\n!node_modules/m', size: '29.7kB', out: [] },
  { ignore: '**/node_modules', size: '26.62kB', out: ['node_modules/m/i.js', 'src/node_modules/k.js'] },
  { ignore: '# c\n  # d\nfoo', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: '  foo  ', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: '!foo\nfoo', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: 'foo\n!foo/bar', size: '28.67kB', out: ['foo/x'] },
  { ignore: 'foo/*\n!foo/bar', size: '29.18kB', out: ['foo/x'] },
  { ignore: 'foo/**\n!foo/bar/y', size: '28.67kB', out: ['foo/x'] },
  { ignore: 'tmp?', size: '27.65kB', out: ['tmp1/f', 'tmpx'] },
  { ignore: '[ab].txt', size: '29.18kB', out: ['a.txt'] },
  { ignore: '\\[x]', size: '29.18kB', out: ['[x]'] },
  { ignore: 'a b', size: '28.67kB', out: ['a b/c'] },
  { ignore: '.*\n!.env', size: '28.67kB', out: ['.dockerignore', '.git/HEAD'] },
  { ignore: 'a/b/c', size: '28.67kB', out: ['a/b/c/d.go'] },
  { ignore: 'a/**/d.go', size: '29.18kB', out: ['a/b/c/d.go'] },
  { ignore: 'a/**', size: '25.6kB', out: ['a/b/c/d.go', 'a/foo/b.md', 'a/foo/z'] },
  { ignore: '**', size: '3.072kB', kept: [] },
  { ignore: '**/c/**', size: '29.18kB', out: ['a/b/c/d.go'] },
  { ignore: '*.txt\n*.md\n!a.txt\na.*', size: '25.09kB', out: ['README.md', 'a.txt', 'b.md', 'é.txt'] },
  { ignore: './foo/../src', size: '26.11kB', out: ['src/.env', 'src/main.js', 'src/node_modules/k.js'] },
  { ignore: 'Dockerfile\n.dockerignore', size: '30.21kB', out: ['.dockerignore', 'Dockerfile'] },
  { ignore: '*\n!foo/bar', size: '4.608kB', kept: ['foo/bar/y'] },
  { ignore: '*\n!a/*/c', size: '3.072kB', kept: [] },
  { ignore: 'é*', size: '28.16kB', out: ['é.txt'] },
  { ignore: '**/*\n!**/y', size: '3.072kB', kept: [] },
  { ignore: 'foo**', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
  { ignore: '**foo', size: '24.58kB', out: ['a/foo/b.md', 'a/foo/z', 'foo/bar/y', 'foo/x'] },
  { ignore: 'src/*.js', size: '29.18kB', out: ['src/main.js'] },
  { ignore: '[^a]*.txt', size: '28.16kB', out: ['é.txt'] },
  { ignore: 'f[m-p]o', size: '27.14kB', out: ['foo/bar/y', 'foo/x'] },
];

test.each(CASES)('$ignore', async ({ ignore, size, out, kept }) => {
  const files = new Map(PATHS.map((path) => [`/ctx/${path}`, '1']));
  files.set('/ctx/Dockerfile', 'FROM alpine:3.13\nCOPY . /c\n');
  if (ignore !== '') files.set('/ctx/.dockerignore', `${ignore}\n`);
  const context = await read(host(files));
  const left = filesOf(context.tree);
  const missing = [...files.keys()].map((path) => path.slice('/ctx/'.length)).filter((path) => !left.includes(path));
  expect({ size: shown(context.size), files: (kept === undefined ? missing : left).sort() }).toEqual({
    size,
    files: [...(out ?? kept ?? [])].sort(),
  });
});

test('everything in the context is root’s, and an ignored folder that comes along is a plain one', async () => {
  const files = new Map([
    ['/ctx/Dockerfile', 'FROM a\n'],
    ['/ctx/.dockerignore', '*\n!src/x'],
    ['/ctx/src/x', ''],
  ]);
  const { tree } = await read(host(files));
  expect([...walk(tree)].map(({ path, node: { uid, gid, mode } }) => `${path} ${uid}:${gid} ${mode.toString(8)}`)).toEqual([
    '/ 0:0 755',
    '/src 0:0 755',
    '/src/x 0:0 644',
  ]);
});

test.each([
  {
    name: 'from a pipe',
    options: { context: '-', stdin: new TextEncoder().encode('FROM a\n') },
    size: 2048,
    dockerfile: 'FROM a\n',
    files: ['Dockerfile'],
  },
  {
    name: 'Dockerfile from a pipe',
    options: { context: '.', file: '-', stdin: new TextEncoder().encode('FROM b\n') },
    size: 3072 - 1024 + 1024 + 512 + 47,
    dockerfile: 'FROM b\n',
    files: ['Dockerfile', 'x'],
  },
  {
    name: 'Dockerfile beside the context',
    options: { context: '/ctx', file: '../other/D' },
    size: 3072 - 1024 + 1024 + 512 + 47,
    dockerfile: 'FROM c\n',
    files: ['Dockerfile', 'x'],
  },
  {
    name: 'another Dockerfile in the context',
    options: { context: '../ctx', file: 'x' },
    size: 3072,
    dockerfile: 'x',
    files: ['Dockerfile', 'x'],
  },
])('$name', async ({ options, size, dockerfile, files }) => {
  const tree = host(
    new Map([
      ['/ctx/Dockerfile', 'FROM a\n'],
      ['/ctx/x', 'x'],
      ['/other/D', 'FROM c\n'],
    ]),
  );
  const context = await read(tree, options);
  expect({ size: context.size, dockerfile: context.dockerfile, files: filesOf(context.tree) }).toEqual({ size, dockerfile, files });
});

test.each([
  { options: { context: 'nodir' }, message: 'unable to prepare context: path "nodir" not found' },
  { options: { context: 'x' }, message: 'unable to prepare context: context must be a directory: /ctx/x' },
  {
    options: {},
    message:
      'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /ctx/Dockerfile: no such file or directory',
  },
  {
    options: { file: 'no/D' },
    message: 'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /ctx/no: no such file or directory',
  },
  { options: { context: '-', file: '-' }, message: "invalid argument: can't use stdin for both build context and dockerfile" },
  {
    options: { context: '-', file: 'x', stdin: new TextEncoder().encode('FROM a\n') },
    message: 'unable to prepare context: ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles',
  },
  { options: { context: 'bad', file: 'x' }, message: 'error checking context: syntax error in pattern' },
  { options: { context: 'worse', file: 'x' }, message: 'error checking context: illegal exclusion pattern: "!"' },
])('$message', async ({ options, message }) => {
  const tree = host(
    new Map([
      ['/ctx/x', 'x'],
      ['/ctx/bad/.dockerignore', 'a/['],
      ['/ctx/worse/.dockerignore', '!'],
    ]),
  );
  await expect(read(tree, options)).rejects.toSatisfy(
    (error) => error instanceof BuildError && error.data.message === message && error.data.side === 'client',
  );
});
