/** Bounded here; `npm run bench:class` does it a hundred times. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeExerciseManifest } from '../../scripts/exercise-manifest.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { answerFile, ask, joinClass, makeClass } from './serve-class.ts';
import { spawnRealServer, spawnServer } from './spawn-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camadas-kill-'));
  await writeExerciseManifest(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test('what was acknowledged survives kill -9 at any moment, once, and gets its verdict', async () => {
  const { acknowledged, ...count } = await killUnderLoad(folder, 4);
  expect(count).toEqual({ kills: 4, lost: 0, doubled: 0, ungraded: 0 });
  expect(acknowledged).toBeGreaterThan(20);
}, 120_000);

test('asked to end, what npm start starts finishes what it has taken', async () => {
  const server = await spawnRealServer(folder);
  const asks = { ask: (...args: [string, string, unknown?, object?]) => ask(server.port, ...args) };
  const { id, code, instructor } = await makeClass(asks);
  const { secret } = await joinClass(asks, code, 'Ana');
  const files = await Promise.all(
    Array.from({ length: 12 }, (_, index) => answerFile(folder, 'second-tag', { lines: [`echo ${index}`] })),
  );
  const answers = files.map((file) =>
    ask(server.port, 'POST', `/api/classes/${id}/answers`, file, { secret }).catch(() => undefined),
  );
  await answers[0];
  expect(await server.stop('SIGTERM')).toBe(0);
  const taken = (await Promise.all(answers)).filter((got) => got?.status === 201).length;
  expect(taken).toBeGreaterThan(0);
  const next = await spawnServer(folder);
  const { json } = await ask(next.port, 'GET', `/api/classes/${id}/answers`, undefined, { secret: instructor });
  await next.stop('SIGTERM');
  expect(json.answers.length).toBeGreaterThanOrEqual(taken);
});
