import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeWorker, type FakeWorker } from './fake-worker.fixture.ts';
import { createLabClient, EngineGone } from './lab-client.ts';
import { loadStep } from './load-step.ts';
import type { Progress } from './protocol.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SPLIT = { kind: 'split', text: 'ls' } as const;

function openClient() {
  const workers: FakeWorker[] = [];
  const client = createLabClient({
    spawn() {
      const worker = createFakeWorker((request) => (request.kind === 'split' ? { lines: ['ls'], isComplete: true } : undefined));
      workers.push(worker);
      return worker;
    },
  });
  return { client, workers };
}

test('no worker before something is asked', async () => {
  const { client, workers } = openClient();
  expect(workers.length).toBe(0);
  await expect(client.request<'split'>(SPLIT)).resolves.toEqual({ lines: ['ls'], isComplete: true });
  expect([workers.length, client.generation]).toEqual([1, 0]);
});

test('output reaches who asked for it, and a failure is an error with its words', async () => {
  const { client, workers } = openClient();
  const changes: unknown[] = [];
  const running = client.request<'run'>({ kind: 'run', session: 's', step: { line: 'x' } }, (change) => changes.push(change));
  const change = { from: 0, rows: [{ fd: 1, text: 'a' }] } as const;
  workers[0]?.say({ id: 1, kind: 'output', change });
  workers[0]?.say({ id: 1, kind: 'failed', message: 'no session s' });
  await expect(running).rejects.toThrow('no session s');
  expect(changes).toEqual([change]);
});

test('progress reaches who watches, and who wants no more of it has the worker cancel that request', async () => {
  const { client, workers } = openClient();
  const seen: Progress[] = [];
  const abort = new AbortController();
  const step = loadStep('a.tar', new Blob(['x']));
  const loading = client.request<'run'>({ kind: 'run', session: 's', step }, undefined, {
    onProgress: (progress) => seen.push(progress),
    signal: abort.signal,
  });
  const progress = { done: 1, total: 2 };
  workers[0]?.say({ id: 1, kind: 'progress', progress });
  abort.abort();
  expect(workers[0]?.requests).toEqual([
    { kind: 'run', session: 's', step },
    { kind: 'cancel', of: 1 },
  ]);
  workers[0]?.say({ id: 1, kind: 'failed', message: 'cancelled' });
  await expect(loading).rejects.toThrow('cancelled');
  expect([seen, client.generation]).toEqual([[progress], 0]);
});

test('a worker that has spoken and falls silent is replaced after five seconds', async () => {
  const { client, workers } = openClient();
  await client.request<'split'>(SPLIT);
  workers[0]?.hang();
  const lost = client.request<'split'>(SPLIT).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4500);
  expect(workers[0]?.isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(workers[0]?.isTerminated).toBe(true);
  expect(await lost).toMatchObject({ name: 'EngineGone', why: 'stuck' });
  await client.request<'split'>(SPLIT);
  expect([workers.length, client.generation]).toEqual([2, 1]);
});

test('judging may take four times as long', async () => {
  const { client, workers } = openClient();
  await client.request<'split'>(SPLIT);
  workers[0]?.hang();
  const lost = client.request<'check'>({ kind: 'check', session: 's', answer: { lines: [] } }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(19_000);
  expect(workers[0]?.isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await lost).toMatchObject({ why: 'stuck' });
});

test('a worker that is long at work but answers pings is let alone', async () => {
  const { client, workers } = openClient();
  await client.request<'split'>(SPLIT);
  void client.request<'goto'>({ kind: 'goto', session: 's', at: 0 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(workers[0]?.isTerminated).toBe(false);
});

test('a slow download is no silence', async () => {
  const { client, workers } = openClient();
  void client.request<'split'>(SPLIT);
  workers[0]?.hang();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(workers[0]?.isTerminated).toBe(false);
});

test('stop ends what runs, and does nothing where nothing runs', async () => {
  const { client, workers } = openClient();
  await client.request<'split'>(SPLIT);
  client.stop();
  expect(workers[0]?.isTerminated).toBe(false);
  const lost = client.request<'goto'>({ kind: 'goto', session: 's', at: 0 });
  client.stop();
  await expect(lost).rejects.toBeInstanceOf(EngineGone);
  expect(workers[0]?.isTerminated).toBe(true);
});

test('a worker that cannot fetch a part of itself is replaced, and the next try goes to a new one', async () => {
  const { client, workers } = openClient();
  const lost = client.request<'goto'>({ kind: 'goto', session: 's', at: 0 }).catch((error: unknown) => error);
  workers[0]?.say({ id: 1, kind: 'unloaded' });
  expect(await lost).toMatchObject({ name: 'EngineGone', why: 'unloaded' });
  expect(workers[0]?.isTerminated).toBe(true);
  await client.request<'split'>(SPLIT);
  expect([workers.length, client.generation]).toEqual([2, 1]);
});

test.each([
  { name: 'before its first word could not be loaded', words: [], why: 'unloaded' },
  { name: 'after it has crashed', words: [{ id: 0, kind: 'done', result: {} }], why: 'crashed' },
] as const)('a worker with an error $name', async ({ words, why }) => {
  const { client, workers } = openClient();
  const lost = client.request<'goto'>({ kind: 'goto', session: 's', at: 0 }).catch((error: unknown) => error);
  const [worker] = workers;
  for (const word of words) worker?.say(word);
  worker?.onerror?.call(worker as unknown as Worker, {} as ErrorEvent);
  expect(await lost).toMatchObject({ why });
});
