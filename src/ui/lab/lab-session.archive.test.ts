import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CancelledError, type WatchPort } from '../../engine/index.ts';
import { createStartCache, EMPTY_START, labPorts } from '../../exercise/index.ts';
import { nodePlatform } from '../../server/node-platform.ts';
import { openLabSession } from './lab-session.ts';
import { loadStep } from './load-step.ts';
import { createOutputRows } from './output-rows.ts';
import type { StepInput } from './protocol.ts';
import * as saving from './save-images.ts';

const ALPINE = new Blob([readFileSync('tests/truth/fixtures/alpine-3.13.tar')]);

async function openLab(watch: WatchPort, steps: readonly StepInput[] = []) {
  const noNetwork = { fetch: () => Promise.reject(new Error('no network')) };
  const ports = { ...labPorts(noNetwork, nodePlatform), watch };
  return openLabSession({ starts: createStartCache(ports) }, { start: EMPTY_START, steps });
}

const watch: WatchPort = { begin: () => undefined, read: () => undefined };

test.each([
  { name: 'alpine.tar', line: 'docker load -i alpine.tar' },
  { name: '/home/me/Meu Docker/imagem do Zé\'s "x".tar', line: `docker load -i './imagem do Zé'\\''s "x".tar'` },
  { name: '-q.tar', line: "docker load -i './-q.tar'" },
])('an archive called $name is loaded in one step, which can be taken back', async ({ name, line }) => {
  const lab = await openLab(watch);
  const rows = createOutputRows();
  expect(await lab.run(loadStep(name, ALPINE), rows)).toBe(0);
  expect(rows.rows().at(-1)?.text).toBe('Loaded image: alpine:3.13');
  expect(lab.steps.map((step) => step.line)).toEqual([line]);
  expect(lab.machine.images.size).toBe(1);
  lab.undo();
  expect(lab.machine.images.size).toBe(0);
});

test('who cancels has the machine as before, with the archive in the folder, and status 130', async () => {
  const cancelling: WatchPort = {
    begin: () => undefined,
    read() {
      throw new CancelledError();
    },
  };
  const lab = await openLab(cancelling);
  const rows = createOutputRows();
  expect(await lab.run(loadStep('alpine.tar', ALPINE), rows)).toBe(130);
  expect(rows.rows().map(({ text }) => text)).toEqual(['^C']);
  expect(lab.machine.images.size).toBe(0);
  const after = createOutputRows();
  await lab.run({ line: 'ls' }, after);
  expect(after.rows().map(({ text }) => text)).toEqual(['alpine.tar']);
});

test('a session that begins anew has its archives before their lines', async () => {
  const lab = await openLab(watch, [
    loadStep('alpine.tar', ALPINE),
    { line: 'docker run --rm alpine:3.13 cat /etc/alpine-release' },
  ]);
  expect(lab.steps.map(({ status }) => status)).toEqual([0, 0]);
  expect(lab.steps[0]?.archive?.name).toBe('alpine.tar');
});

test('all images are taken home as one archive, which gives the same IDs again; the session is as before', async () => {
  const lab = await openLab(watch, [loadStep('alpine.tar', ALPINE), { line: 'docker tag alpine:3.13 loja:1.0' }]);
  const before = lab.machine;
  const archive = await lab.saveImages(saving);
  expect(lab.machine).toBe(before);
  const other = await openLab(watch, [loadStep('saved.tar', archive)]);
  expect([...other.machine.images.keys()]).toEqual([...before.images.keys()]);
  expect([...other.machine.references.keys()]).toEqual([...before.references.keys()]);
});

test('a machine without images has nothing to take home', async () => {
  const lab = await openLab(watch);
  await expect(lab.saveImages(saving)).rejects.toThrow('requires at least 1 argument');
});
