/** `--filter until=…` and `--keep-storage`, beside what `recorded-cache.test.ts` plays. */
import { expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';
import { pruneBuildCache } from './prune-build-cache.ts';

async function labWithTwoBuilds(): Promise<BuildLab> {
  const lab = new BuildLab();
  await lab.load('alpine-3.13.tar');
  await lab.dockerfile('FROM alpine:3.13\nRUN echo old > /old\n');
  await lab.dockerfile('FROM alpine:3.13\nRUN echo newer > /new\n');
  lab.machine = { ...lab.machine, images: new Map(), references: new Map() };
  return lab;
}
const stepsOf = (lab: BuildLab): readonly string[] =>
  [...lab.machine.buildCache.records.values()].filter((record) => record.made).map((record) => record.description.slice(-11));

test('until: what was used since then stays, and what that stands on', async () => {
  const lab = await labWithTwoBuilds();
  const { machine, reclaimed } = pruneBuildCache(lab.machine, { all: true, unusedSince: lab.machine.now - 500 });
  lab.machine = machine;
  expect([stepsOf(lab), reclaimed]).toEqual([['ewer > /new'], 4]);
  expect([...machine.buildCache.records.values()].map((record) => record.type).sort()).toEqual([
    'regular',
    'regular',
    'source.local',
    'source.local',
  ]);
  expect(await lab.problems()).toEqual([]);
});

test.each([
  { keepBytes: 1_000_000, left: ['old > /old', 'ewer > /new'] },
  { keepBytes: 47, left: ['ewer > /new'] },
  { keepBytes: 0, left: [] },
])('what is kept of storage for $keepBytes bytes', async ({ keepBytes, left }) => {
  const lab = await labWithTwoBuilds();
  lab.machine = pruneBuildCache(lab.machine, { all: true, keepBytes }).machine;
  expect(stepsOf(lab).map((step) => step.trim())).toEqual(left);
});

test('layers go with the last that holds them; a second prune finds nothing', async () => {
  const lab = await labWithTwoBuilds();
  const first = pruneBuildCache(lab.machine, { all: true });
  expect([first.removed.length, first.reclaimed, first.machine.layers.size]).toEqual([5, 49, 0]);
  expect(pruneBuildCache(first.machine, { all: true })).toMatchObject({ removed: [], reclaimed: 0 });
});

test('until: what was last used at that very moment goes', async () => {
  const lab = await labWithTwoBuilds();
  const last = Math.max(...[...lab.machine.buildCache.records.values()].map(({ lastUsedAt }) => lastUsedAt));
  const { machine } = pruneBuildCache(lab.machine, { all: true, unusedSince: last });
  expect(machine.buildCache.records.size).toBe(0);
});
