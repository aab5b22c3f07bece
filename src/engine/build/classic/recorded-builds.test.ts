/**
 * Builds as a real Docker 20.10.24 did them (DOCKER_BUILDKIT=0, CLI 28.2.2, `--force-rm`), one after the other on one machine, so that each
 * finds in the cache what the ones before left. Only IDs are made comparable.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asShown, BuildLab, numberIds } from '../../../../tests/engine/build-lab.ts';
import { contentOf, peekContent } from '../../bytes/content.ts';
import { gzip } from '../../bytes/gzip.ts';
import { tarEntry } from '../../tar/entry.ts';
import { writeTar } from '../../tar/write-tar.ts';
import type { BuildOptions } from '../build-options.ts';

interface RecordedBuild {
  readonly dockerfile: string;
  readonly out: string;
  readonly err: string;
  readonly status: number;
}
const RECORDED: readonly RecordedBuild[] = JSON.parse(readFileSync('tests/engine/recorded-builds.json', 'utf8'));
/** the same without `--force-rm`, with these flags */
const WITH_FLAGS: readonly (RecordedBuild & { readonly args: readonly string[] })[] = JSON.parse(
  readFileSync('tests/engine/recorded-flag-builds.json', 'utf8'),
);
const KNOWN = ['dd81334cea27', '3e30f83f05da'];

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

async function newLab(): Promise<BuildLab> {
  const lab = new BuildLab();
  await lab.load('alpine-3.13.tar');
  await lab.load('nginx-alpine.tar');
  return lab.files({ 'v.txt': 'v1\n', 'v2.txt': 'v2\n', 'sub/a': 'a\n', 'sub/deep/b': 'b\n', 't.tgz': archive() });
}

const lab = await newLab();
test.each(RECORDED)('$dockerfile', async ({ dockerfile, out, err, status }) => {
  const built = await lab.dockerfile(dockerfile, { classic: true, forceRm: true });
  expect(`${numberIds(asShown(built.out), KNOWN)}${numberIds(asShown(built.err), KNOWN)}? ${built.exitCode}`).toBe(
    `${numberIds(out, KNOWN)}${err === '' ? '' : `${numberIds(err, KNOWN)}\n`}? ${status}`,
  );
});

function optionsOf(args: readonly string[]): Partial<BuildOptions> {
  const valuesOf = (flag: string): readonly string[] => args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []));
  return {
    classic: true,
    tags: valuesOf('-t'),
    target: valuesOf('--target')[0] ?? '',
    buildArgs: valuesOf('--build-arg'),
    labels: valuesOf('--label'),
    cacheFrom: valuesOf('--cache-from'),
    noCache: args.includes('--no-cache'),
    quiet: args.includes('-q'),
    rm: !args.includes('--rm=false'),
  };
}

const flagLab = await newLab();
test.each(WITH_FLAGS)('$args $dockerfile', async ({ dockerfile, args, out, err, status }) => {
  const built = await flagLab.dockerfile(dockerfile, optionsOf(args));
  expect(`${numberIds(asShown(built.out), KNOWN)}${numberIds(asShown(built.err), KNOWN)}? ${built.exitCode}`).toBe(
    `${numberIds(out, KNOWN)}${numberIds(err, KNOWN)}? ${status}`,
  );
});
