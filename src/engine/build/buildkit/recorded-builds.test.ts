/**
 * Images as BuildKit inside a real Docker 20.10.24 made them, one after the other on one machine: the bytes of their configs, where only
 * times and digests of layers are made comparable, and the sizes of their rows. Equal IDs there are equal IDs here: that is the cache.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';
import { contentOf, peekContent } from '../../bytes/content.ts';
import { gzip } from '../../bytes/gzip.ts';
import { text } from '../../bytes/utf8.ts';
import { listHistory } from '../../image/history.ts';
import { tarEntry } from '../../tar/entry.ts';
import { writeTar } from '../../tar/write-tar.ts';
import type { BuildOptions } from '../build-options.ts';

interface RecordedBuild {
  readonly dockerfile: string;
  readonly args: readonly string[];
  readonly status: number;
  readonly id?: string;
  readonly config?: string;
  /** newest row first */
  readonly sizes?: readonly string[];
}
const RECORDED: readonly RecordedBuild[] = JSON.parse(readFileSync('tests/engine/recorded-buildkit-builds.json', 'utf8'));
/** What a frontend since 2021 accepts and that of 20.10 did not. */
const NEWER = /<<EOF|--link|--network=none|check=skip|%%|--retries=0/;

/** The archive in the context is made here, and not as long as that of the recording. */
const OWN_ARCHIVE = /COPY (?:t\.tgz|\.) /;

function archive(): Uint8Array {
  const entries = [
    tarEntry({ name: 'sub/', type: 'dir' }),
    tarEntry({ name: 'sub/a', content: contentOf('a\n') }),
    tarEntry({ name: 'sub/deep/', type: 'dir' }),
    tarEntry({ name: 'sub/deep/b', content: contentOf('b\n') }),
    tarEntry({ name: 'v.txt', content: contentOf('v1\n') }),
  ];
  return gzip(peekContent(writeTar(entries)) ?? new Uint8Array());
}

const lab = new BuildLab();
await lab.load('alpine-3.13.tar');
await lab.load('nginx-alpine.tar');
lab.files({ 'v.txt': 'v1\n', 'v2.txt': 'v2\n', 'sub/a': 'a\n', 'sub/deep/b': 'b\n', 't.tgz': archive() });
const seen = { recorded: [] as string[], ours: [] as string[] };

test.each(RECORDED)('$args $dockerfile', async ({ dockerfile, args, status, id, config = '', sizes = [] }) => {
  const built = await lab.dockerfile(dockerfile, { quiet: true, ...optionsOf(args) });
  if (id === undefined) {
    if (!NEWER.test(dockerfile)) expect({ ...built, err: '' }).toEqual({ out: '', err: '', exitCode: status });
    return;
  }
  expect(built).toEqual({ out: expect.stringMatching(/^sha256:[0-9a-f]{64}\n$/), err: '', exitCode: 0 });
  const image = lab.find(built.out.trim());
  expect(comparable(text(image.configBytes))).toBe(comparable(config));
  if (!OWN_ARCHIVE.test(dockerfile)) expect(listHistory(lab.machine, image).map((row) => String(row.size))).toEqual(sizes);
  seen.recorded.push(id);
  seen.ours.push(image.id);
  expect(seen.ours.indexOf(image.id), 'the build that first made this image').toBe(seen.recorded.indexOf(id));
});

function comparable(config: string): string {
  const timeless = config.replace(/"created":"20(?!21)[^"]*"/g, '"created":"now"');
  return timeless.replace(/"diff_ids":\[(.*)\]/, (_, list: string) => `"diff_ids":${list.split(',').length}`);
}

function optionsOf(args: readonly string[]): Partial<BuildOptions> {
  const valuesOf = (flag: string): readonly string[] => args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []));
  return {
    tags: valuesOf('-t'),
    target: valuesOf('--target')[0] ?? '',
    buildArgs: valuesOf('--build-arg'),
    labels: valuesOf('--label'),
    noCache: args.includes('--no-cache'),
  };
}
