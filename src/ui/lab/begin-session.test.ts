import { expect, test } from 'vitest';
import { createStorage, type Storage } from '../kit/storage.ts';
import { EMPTY_VIEW } from '../layers/machine-view.fixture.ts';
import { beginSession } from './begin-session.ts';
import { createFakeWorker, type FakeWorker } from './fake-worker.fixture.ts';
import { createLabClient } from './lab-client.ts';
import type { LabPlace } from './lab-place.ts';
import type { FromWorker, Request, RequestKind, Results, Snapshot } from './protocol.ts';
import { createSessionModel } from './session.model.ts';
import { emptySnapshot } from './snapshot.fixture.ts';

const START = { files: {}, commands: [], movedTags: [] };
const place: LabPlace = { id: 'e1', title: 'E1', start: START };

/** Answers what it is asked, but for lines that are slow: those wait for `end`. */
function createCase() {
  const workers: FakeWorker[] = [];
  const slow: (() => void)[] = [];
  const client = createLabClient({
    patience: 30_000,
    spawn() {
      let at = 0;
      const snapshot = (): Snapshot => ({
        ...emptySnapshot(at),
        view: { ...EMPTY_VIEW, now: at },
        usage: { commands: at, downloads: 0, layers: 0, disk: 0 },
      });
      const answer = (request: Request): Results[RequestKind] | undefined => {
        if (request.kind === 'open') {
          at = request.at;
          const steps = request.steps.map(({ line }) => ({ line, status: 0, rows: [{ fd: 1, text: `again ${line}` }] as const }));
          return { snapshot: snapshot(), steps };
        }
        if (request.kind === 'expect') return {};
        if (request.kind !== 'run') return undefined;
        const { line } = request.step;
        const id = ids.get(request) ?? 0;
        worker.say({ id, kind: 'output', change: { from: 0, rows: [{ fd: 1, text: `ran ${line}` }] } });
        const end = (): Results['run'] => {
          at += 1;
          return { snapshot: snapshot(), status: line === 'false' ? 1 : 0, line };
        };
        if (!line.startsWith('slow')) return end();
        slow.push(() => worker.say({ id, kind: 'done', result: end() }));
        return undefined;
      };
      const worker = createFakeWorker(answer);
      const ids = new Map<Request, number>();
      const post = worker.postMessage;
      worker.postMessage = (message: { id: number; request: Request }) => {
        ids.set(message.request, message.id);
        post.call(worker, message);
      };
      workers.push(worker);
      return worker;
    },
  });
  const begun = beginSession(client, { session: 'e1', start: START });
  const takeOver = (storage: Storage = createStorage()) => createSessionModel({ place, client, storage, begun });
  const say = (message: FromWorker): void => workers.at(-1)?.say(message);
  return {
    begun,
    client,
    workers,
    slow,
    takeOver,
    say,
    kinds: () => workers.map(({ requests }) => requests.map(({ kind }) => kind)),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const shown = ({ entries }: ReturnType<typeof createSessionModel>) =>
  entries.value.map(({ line, rows, state, step }) => [line, rows.map(({ text }) => text).join(), state.kind, step]);

test('lines that are over are the first steps of the model, which asks for nothing again', async () => {
  const { begun, takeOver, kinds } = createCase();
  const storage = createStorage();
  begun.open();
  begun.run('true');
  begun.run('false');
  await settled();
  const session = takeOver(storage);
  expect(shown(session)).toEqual([
    ['true', 'ran true', 'done', 1],
    ['false', 'ran false', 'done', 2],
  ]);
  expect([session.at.value, session.busy.value, session.snapshot.value.usage.commands]).toEqual([2, 'idle', 2]);
  expect(storage.read('session.e1', 2)).toEqual({ version: 2, steps: [{ line: 'true' }, { line: 'false' }], at: 2 });
  await session.open();
  await session.run('third');
  expect(shown(session).at(-1)).toEqual(['third', 'ran third', 'done', 3]);
  expect(kinds()).toEqual([['open', 'run', 'run', 'expect', 'run']]);
});

test('a line that runs goes on: what it prints comes once, and whoever showed it hears no more', async () => {
  const { begun, takeOver, slow, say, kinds } = createCase();
  let heard = 0;
  const slowRun = begun.run('slow');
  if (slowRun === undefined) throw new Error('nobody has taken over');
  slowRun.onChange = () => {
    heard += 1;
  };
  begun.run('true');
  await settled();
  const before = heard;
  const session = takeOver();
  const running = session.run('last');
  await settled();
  expect([shown(session)[0], session.busy.value]).toEqual([['slow', 'ran slow', 'running', undefined], 'running']);
  say({ id: 2, kind: 'output', change: { from: 1, rows: [{ fd: 1, text: 'more' }] } });
  slow[0]?.();
  await running;
  expect(shown(session)).toEqual([
    ['slow', 'ran slow,more', 'done', 1],
    ['true', 'ran true', 'done', 2],
    ['last', 'ran last', 'done', 3],
  ]);
  expect([before, heard]).toEqual([1, 1]);
  expect(kinds()).toEqual([['open', 'run', 'run', 'expect', 'run']]);
});

test('a line whose engine went away did not happen, before the model came or after', async () => {
  const { begun, takeOver, client, kinds } = createCase();
  begun.run('true');
  begun.run('slow one');
  await settled();
  client.stop();
  await settled();
  begun.run('slow two');
  await settled();
  const session = takeOver();
  client.stop();
  await settled();
  expect(shown(session).map(([line, , state]) => [line, state])).toEqual([
    ['true', 'done'],
    ['slow one', 'lost'],
    ['slow two', 'lost'],
  ]);
  await session.run('true');
  expect(shown(session).at(-1)?.[2]).toBe('done');
  expect(kinds()).toEqual([
    ['open', 'run', 'run'],
    ['open', 'run', 'expect'],
    ['open', 'run'],
  ]);
});

test('where there is earlier work after all, that is brought back first and the lines run after it', async () => {
  const { begun, takeOver } = createCase();
  const storage = createStorage();
  storage.write('session.e1', { version: 2, steps: [{ line: 'old' }], at: 1 });
  begun.run('new');
  await settled();
  const session = takeOver(storage);
  await session.open();
  expect(shown(session)).toEqual([
    ['old', 'again old', 'done', 1],
    ['new', 'ran new', 'done', 2],
  ]);
});

test('a line that comes after the model took over, and before it is shown, is the model’s', async () => {
  const { begun, takeOver, kinds } = createCase();
  begun.run('true');
  await settled();
  const session = takeOver();
  expect(begun.run('late')).toBeUndefined();
  await session.open();
  expect(shown(session)).toEqual([
    ['true', 'ran true', 'done', 1],
    ['late', 'ran late', 'done', 2],
  ]);
  expect(kinds()).toEqual([['open', 'run', 'expect', 'run']]);
});

test('settled when the last line that was asked for is over', async () => {
  const { begun, slow } = createCase();
  const order: string[] = [];
  begun.open();
  const waiting = begun.settled().then(() => order.push('settled'));
  void begun.run('slow')?.result.then(() => order.push('ended'));
  await expect.poll(() => slow.length).toBe(1);
  expect(order).toEqual([]);
  slow[0]?.();
  await waiting;
  expect(order).toEqual(['ended', 'settled']);
});
