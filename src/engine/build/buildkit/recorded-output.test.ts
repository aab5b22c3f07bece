/**
 * What BuildKit inside a real Docker 20.10.24 printed (`--progress=plain`), build after build on one machine. Times and IDs are left out, and
 * so is the order of vertices that run side by side there.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';

interface RecordedOutput {
  readonly dockerfile: string;
  readonly args: readonly string[];
  readonly vertices: readonly (readonly string[])[];
}
const RECORDED: readonly RecordedOutput[] = JSON.parse(readFileSync('tests/engine/recorded-buildkit-output.json', 'utf8'));

const lab = new BuildLab();
await lab.load('alpine-3.13.tar');
await lab.load('nginx-alpine.tar');
/** Of an image that is only copied from, BuildKit asks for metadata since 2024 only. */
const NEWER = 'load metadata for docker.io/library/nginx:alpine';
lab.files({ 'v.txt': 'v1\n', 'v2.txt': 'v2\n', 'sub/a': 'a\n', 'sub/deep/b': 'b\n', 't.tgz': 'not read' });

test.each(RECORDED)('$args $dockerfile', async ({ dockerfile, args, vertices }) => {
  const valuesOf = (flag: string): readonly string[] => args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []));
  const built = await lab.dockerfile(dockerfile, {
    tags: valuesOf('-t'),
    target: valuesOf('--target')[0] ?? '',
    buildArgs: valuesOf('--build-arg'),
    noCache: args.includes('--no-cache'),
  });
  const isShared = ([name = '']: readonly string[]): boolean => !(dockerfile.includes('--from=nginx') && name.endsWith(NEWER));
  const shown = verticesOf(built.err).filter(isShared);
  expect({ ...built, err: shown }).toEqual({ out: '', err: vertices.map(sortOutput), exitCode: 0 });
});

function verticesOf(printed: string): readonly (readonly string[])[] {
  const vertices = new Map<string, string[]>();
  for (const line of printed.split('\n')) {
    const [, number = '', raw = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    const text = raw.replace(/^(DONE) .*|^\d\.\d{3} /, (_, done?: string) => done ?? 'T ').replace(/[0-9a-f]{64}/, 'ID');
    if (text !== '') vertices.set(number, [...(vertices.get(number) ?? []), text]);
  }
  return [...vertices.values()].map(sortOutput).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

/** Both streams of a process come in no fixed order. */
function sortOutput(lines: readonly string[]): readonly string[] {
  const isOutput = (line: string): boolean => line.startsWith('T ');
  const output = lines.filter(isOutput).sort();
  return lines.map((line) => (isOutput(line) ? (output.shift() ?? '') : line));
}
