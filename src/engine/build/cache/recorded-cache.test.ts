/**
 * The build cache as a real Docker 20.10.24 told it (`GET /system/df`, `docker builder prune -f`) after each of some builds, removals and
 * prunes. How often a cache mount counts as used is left out: there the first look at its size counts, too.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';
import { measureUsage } from '../../container/disk-usage.ts';
import { getImage } from '../../image/find-image.ts';
import { removeImage } from '../../image/remove-image.ts';
import { formatSize } from '../human-size.ts';
import { CACHE_MOUNT } from './cache-records.ts';
import { pruneBuildCache } from './prune-build-cache.ts';

/** type, size, usage count, shared, whether it has a parent */
type Row = readonly [string, number, number, boolean, boolean];
type Step = { readonly rows: readonly Row[] } & (
  | { readonly do: 'build'; readonly dockerfile: string; readonly args: readonly string[] }
  | { readonly do: 'rmi'; readonly names: readonly string[] }
  | { readonly do: 'prune'; readonly args: readonly string[]; readonly ids: number; readonly total: string }
);
const RECORDED: readonly (readonly Step[])[] = JSON.parse(readFileSync('tests/engine/recorded-build-cache.json', 'utf8'));

test.each(RECORDED.map((steps) => ({ steps, name: steps.map((step) => step.do).join(' ') })))('$name', async ({ steps }) => {
  const lab = new BuildLab();
  await lab.load('alpine-3.13.tar');
  await lab.load('nginx-alpine.tar');
  lab.files({ 'v.txt': 'v1\n' });
  for (const [index, step] of steps.entries()) {
    if (step.do === 'build') expect(await build(lab, step)).toMatchObject({ exitCode: 0 });
    if (step.do === 'rmi') remove(lab, step.names);
    if (step.do === 'prune') expect(prune(lab, step.args), `step ${index}`).toEqual({ ids: step.ids, total: step.total });
    expect(rowsOf(lab), `step ${index}`).toEqual(sorted(step.rows));
  }
});

function build(lab: BuildLab, { dockerfile, args }: Extract<Step, { do: 'build' }>) {
  const argumentOf = (flag: string): string => args.find((_, index) => args[index - 1] === flag) ?? '';
  const tag = argumentOf('-t');
  const tags = tag === '' ? [] : [tag];
  return lab.dockerfile(dockerfile, { tags, target: argumentOf('--target'), noCache: args.includes('--no-cache') });
}

function remove(lab: BuildLab, names: readonly string[]): void {
  for (const name of names) lab.machine = removeImage(lab.machine, name, {}).machine;
  // With its tag: `b` alone may be where another image's ID begins.
  for (const name of names) expect(() => getImage(lab.machine, `${name}:latest`)).toThrow();
}

function prune(lab: BuildLab, args: readonly string[]): { ids: number; total: string } {
  const keeps = args.includes('--keep-storage') ? { keepBytes: Number(args.at(-1)) } : {};
  const { machine, removed, reclaimed } = pruneBuildCache(lab.machine, { all: args.includes('-a'), ...keeps });
  lab.machine = machine;
  return { ids: removed.length, total: `Total reclaimed space: ${formatSize(reclaimed)}` };
}

function rowsOf(lab: BuildLab): readonly Row[] {
  return sorted(
    measureUsage(lab.machine).buildCache.list.map(({ record, shared }) => [
      record.type,
      record.size,
      record.usageCount,
      shared,
      record.parent !== undefined,
    ]),
  );
}

function sorted(rows: readonly Row[]): readonly Row[] {
  const known = rows.map(([type, size, uses, ...rest]): Row => [type, size, type === CACHE_MOUNT ? 0 : uses, ...rest]);
  return known.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
