import { expect, test } from 'vitest';
import { EMPTY_START, type Exercise, type Verdict } from '../../exercise/index.ts';
import { createFakeWorker } from '../lab/fake-worker.fixture.ts';
import { createLabClient } from '../lab/lab-client.ts';
import type { Request, RequestKind, Results } from '../lab/protocol.ts';
import { emptySnapshot } from '../lab/snapshot.fixture.ts';
import type { Attempt } from './attempts.ts';
import { createReplayModel } from './replay.model.ts';

const exercise = { id: 'second-tag', start: EMPTY_START } as unknown as Exercise;
const attempt = (...lines: string[]): Attempt => ({ id: lines.join(), answer: { lines }, content: '1.0a1b2c3d4e' });
const VERDICT: Verdict = { kind: 'near-miss', nearMiss: 'half-done', goals: [], items: [] };

function create() {
  const worker = createFakeWorker((request: Request): Results[RequestKind] | undefined => {
    if (request.kind === 'open') return { snapshot: emptySnapshot(0), steps: [] };
    if (request.kind === 'goto') return { snapshot: emptySnapshot(request.at) };
    if (request.kind !== 'check' || !('lines' in request.answer)) return undefined;
    const steps = request.answer.lines.map((line) => ({ line, status: 0, rows: [] }));
    return { snapshot: emptySnapshot(steps.length), steps, verdict: VERDICT };
  });
  const client = createLabClient({ spawn: () => worker });
  return { model: createReplayModel(client), worker, client };
}

test('an answer is played to its end and judged there, and every step can be gone to', async () => {
  const { model } = create();
  await model.play(exercise, attempt('docker ps', 'docker images'));
  const { session, result } = model.replayed.value ?? {};
  expect(result).toEqual({ kind: 'done', verdict: VERDICT });
  expect([session?.at.value, session?.stepCount.value]).toEqual([2, 2]);
  await session?.goto(1);
  expect(session?.entries.value.map(({ line, isAhead }) => [line, isAhead])).toEqual([
    ['docker ps', false],
    ['docker images', true],
  ]);
});

test('who goes on quickly sees the last one, and what lies between is not played', async () => {
  const { model, worker } = create();
  void model.play(exercise, attempt('first'));
  void model.play(exercise, attempt('second'));
  await model.play(exercise, attempt('third'));
  expect(model.replayed.value?.attempt.id).toBe('third');
  const played = worker.requests.flatMap((request) => (request.kind === 'check' ? [request.answer] : []));
  expect(played).toEqual([{ lines: ['third'] }]);
});

test('an engine that does not come back is told from an answer to something else', async () => {
  const { model, worker, client } = create();
  const odd = model.play(exercise, { ...attempt('odd'), answer: { blocks: [] } });
  await new Promise((resolve) => setTimeout(resolve));
  worker.say({ id: 2, kind: 'failed', message: 'second-tag asks for lines' });
  await odd;
  expect(model.replayed.value?.result.kind).toBe('misfit');
  worker.hang();
  const stuck = model.play(exercise, attempt('for ever'));
  await new Promise((resolve) => setTimeout(resolve));
  client.stop();
  await stuck;
  expect(model.replayed.value?.result.kind).toBe('stopped');
});
