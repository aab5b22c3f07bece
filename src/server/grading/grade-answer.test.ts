/** Many answers run in one thread on one start: none may see what another did. */
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeExerciseManifest } from '../../../scripts/exercise-manifest.ts';
import { createStartCache, type Exercise, labPortsOver, runAnswer, type StartCache } from '../../exercise/index.ts';
import { nodePlatform } from '../node-platform.ts';
import { openRegistryFolder } from '../registry-folder.ts';

let starts: StartCache;
let facts: Exercise;

beforeAll(async () => {
  const { exercises } = await makeExerciseManifest();
  const found = exercises.find((exercise) => exercise.facts.id === 'second-tag')?.facts;
  if (found === undefined) throw new RangeError('second-tag');
  facts = found;
  const engine = await labPortsOver(await openRegistryFolder(join(import.meta.dirname, '../../../content/registry')), nodePlatform);
  starts = createStartCache(engine);
});

async function run(lines: readonly string[]) {
  const outcome = await runAnswer(facts, { lines }, starts);
  if (outcome.kind !== 'run') throw new TypeError(outcome.kind);
  return outcome;
}

test('what one answer pushes, no other can pull', async () => {
  const [image] = (await run([])).end.references.keys();
  const push = [
    `docker tag ${image} localhost:5000/mine:1`,
    'docker push localhost:5000/mine:1',
    'docker rmi localhost:5000/mine:1',
  ];
  const pull = 'docker pull localhost:5000/mine:1';
  const one = await run([...push, pull]);
  expect(one.steps.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
  const other = await run([pull]);
  expect(other.steps.map(({ status, stderr }) => ({ status, stderr }))).toEqual([
    { status: 1, stderr: expect.stringContaining('manifest unknown') },
  ]);
});

test('what one answer makes is let go with it; what it pulls is there for the next', async () => {
  const lines = [
    'docker pull -q nginx:1.21-alpine',
    'docker run --name box nginx:1.21-alpine touch /made',
    'docker commit box made',
  ];
  const { steps, end, store } = await run(lines);
  expect(steps.map(({ status }) => status)).toEqual([0, 0, 0]);
  const shared = (await starts.prepare(facts.start)).store;
  const layers = [...end.layers.values()].map(({ diffId }) => ({ own: store.has(diffId), shared: shared.has(diffId) }));
  expect(layers.at(-1)).toEqual({ own: true, shared: false });
  expect(layers.slice(0, -1).every((layer) => layer.own && layer.shared)).toBe(true);
});
