import { expect, test } from 'vitest';
import type { WorkerLike } from '../lab/lab-client.ts';
import type { Request, ToWorker } from '../lab/protocol.ts';
import { createPatientWorker } from './patient-worker.ts';

function createCase() {
  const got: string[] = [];
  let started = 0;
  let giveTurn = (): void => {};
  const turn = new Promise<void>((resolve) => {
    giveTurn = resolve;
  });
  const inner: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: ({ request }: ToWorker) => got.push(request.kind),
    terminate: () => got.push('terminated'),
  };
  const start = (): WorkerLike => {
    started += 1;
    return inner;
  };
  const patient = createPatientWorker(start, turn);
  const post = (...kinds: Request['kind'][]): void => {
    for (const [id, kind] of kinds.entries()) patient.postMessage({ id, request: { kind } as Request });
  };
  return { patient, inner, post, giveTurn, got, started: () => started };
}

test('what may wait is sent when it is its turn, in order, without the questions whether it is alive', async () => {
  const { post, giveTurn, got, started } = createCase();
  post('open', 'ping', 'diagnose');
  expect([started(), got]).toEqual([0, []]);
  giveTurn();
  await Promise.resolve();
  expect([started(), got]).toEqual([1, ['open', 'diagnose']]);
  post('ping', 'run');
  expect(got).toEqual(['open', 'diagnose', 'ping', 'run']);
});

test('it starts at once with what somebody waits for', async () => {
  const { post, giveTurn, got, started } = createCase();
  post('open', 'run');
  expect(got).toEqual(['open', 'run']);
  giveTurn();
  await Promise.resolve();
  expect(started()).toBe(1);
});

test('what the worker says is heard, and errors, too', () => {
  const { patient, inner, post } = createCase();
  const heard: string[] = [];
  patient.onmessage = ({ data }) => heard.push(data);
  patient.onerror = () => heard.push('error');
  post('run');
  inner.onmessage?.call(inner as Worker, { data: 'done' } as MessageEvent);
  inner.onerror?.call(inner as Worker, {} as ErrorEvent);
  expect(heard).toEqual(['done', 'error']);
});

test('one that was ended before its turn never starts', async () => {
  const { patient, post, giveTurn, started } = createCase();
  post('open');
  patient.terminate();
  giveTurn();
  await Promise.resolve();
  expect(started()).toBe(0);
});
