import { describe, expect, test } from 'vitest';
import { createStorage } from '../kit/storage.ts';
import { EMPTY_VIEW } from '../layers/machine-view.fixture.ts';
import { createFakeWorker, type FakeWorker } from './fake-worker.fixture.ts';
import { createLabClient } from './lab-client.ts';
import type { LabPlace } from './lab-place.ts';
import type { Request, RequestKind, Results, Snapshot, StepInput } from './protocol.ts';
import { createSessionModel } from './session.model.ts';
import { emptySnapshot } from './snapshot.fixture.ts';

const place: LabPlace = { id: 'e1', title: 'E1', start: { files: {}, commands: [], movedTags: [] } };

/** Counts lines instead of running them; `hang` never comes back, and steps that begin with `opens late` not from the first worker. */
function openSession(storage = createStorage()) {
  const workers: FakeWorker[] = [];
  const client = createLabClient({
    patience: 30_000,
    spawn() {
      let lines: StepInput[] = [];
      let at = 0;
      const snapshot = (): Snapshot => ({
        ...emptySnapshot(at),
        view: { ...EMPTY_VIEW, now: at },
        ...(lines[at - 1]?.line.endsWith('sh\n') === true || lines[at - 1]?.line.endsWith('ls\n') === true
          ? { isInside: true }
          : {}),
      });
      const step = ({ line, files }: StepInput) => ({
        line,
        ...(files === undefined ? {} : { files }),
        status: line === 'false' ? 1 : 0,
        rows: [{ fd: 1, text: `ran ${line}` }] as const,
      });
      const answer = (request: Request): Results[RequestKind] | undefined => {
        if (request.kind === 'open') {
          if (workers.length === 1 && request.steps[0]?.line === 'opens late') return undefined;
          lines = [...request.steps];
          at = request.at;
          return { snapshot: snapshot(), steps: lines.map(step) };
        }
        if (request.kind === 'run') {
          if (request.step.line.includes('hang')) return undefined;
          lines = [...lines.slice(0, request.inPlace === true ? at - 1 : at), request.step];
          at = lines.length;
          return { snapshot: snapshot(), status: step(request.step).status, line: request.step.line };
        }
        if (request.kind === 'goto') {
          at = request.at;
          return { snapshot: snapshot() };
        }
        if (request.kind === 'undo') {
          at -= 1;
          lines = lines.slice(0, at);
          return { snapshot: snapshot() };
        }
        return undefined;
      };
      const worker = createFakeWorker(answer);
      workers.push(worker);
      return worker;
    },
  });
  const session = createSessionModel({ place, client, storage });
  const shown = () => session.entries.value.map(({ line, state, isAhead }) => `${line} ${state.kind}${isAhead ? ' ahead' : ''}`);
  return { session, workers, shown, storage };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('a line becomes a step, with its status', async () => {
  const { session, shown, workers } = openSession();
  await session.run('true');
  await session.run('false');
  expect(shown()).toEqual(['true done', 'false done']);
  expect(session.entries.value.map(({ state }) => state)).toEqual([
    { kind: 'done', status: 0 },
    { kind: 'done', status: 1 },
  ]);
  expect([session.at.value, session.stepCount.value]).toEqual([2, 2]);
  expect(workers[0]?.requests.map(({ kind }) => kind)).toEqual(['open', 'run', 'run']);
});

test('looking back keeps what came after, running there forgets it', async () => {
  const { session, shown } = openSession();
  for (const line of ['a', 'b', 'c']) await session.run(line);
  await session.goto(1);
  expect(shown()).toEqual(['a done', 'b done ahead', 'c done ahead']);
  await session.run('d');
  expect(shown()).toEqual(['a done', 'd done']);
});

test('what was run is never lost: each future that was left is a branch, kept for another visit', async () => {
  const { session, shown, storage } = openSession();
  const branches = () => session.branches.value.map((branch) => branch.map(({ line }) => line).join(' '));
  for (const line of ['a', 'b', 'c']) await session.run(line);
  await session.goto(1);
  expect(branches()).toEqual([]);
  await session.run('d');
  expect(branches()).toEqual(['a b c']);
  await session.undo();
  expect(branches()).toEqual(['a b c', 'a d']);
  await session.replay(session.branches.value[0] ?? []);
  expect(shown()).toEqual(['a done', 'b done', 'c done']);
  expect(branches()).toEqual(['a d']);
  await session.reset();
  expect(branches()).toEqual(['a b c', 'a d']);
  const later = openSession(storage);
  expect(later.session.branches.value).toEqual(session.branches.value);
});

test('undo forgets the last step', async () => {
  const { session, shown } = openSession();
  for (const line of ['a', 'b']) await session.run(line);
  await session.undo();
  expect(shown()).toEqual(['a done']);
  expect(session.at.value).toBe(1);
});

test('clearing hides, and only up to now', async () => {
  const { session } = openSession();
  await session.run('a');
  session.clear();
  await session.run('b');
  expect(session.entries.value.map(({ isCleared }) => isCleared)).toEqual([true, false]);
});

describe('what was kept', () => {
  test('comes back with its steps and the place among them', async () => {
    const { session, storage } = openSession();
    for (const line of ['a', 'b']) await session.run(line);
    await session.goto(1);
    const later = openSession(storage);
    expect(later.session.hasPast).toBe(true);
    await later.session.open();
    expect(later.shown()).toEqual(['a done', 'b done ahead']);
    expect(later.session.at.value).toBe(1);
  });

  test('is gone after a reset', async () => {
    const { session, storage } = openSession();
    await session.run('a');
    await session.reset();
    expect(session.entries.value).toEqual([]);
    expect(openSession(storage).session.hasPast).toBe(false);
  });
});

describe('a line that is run before the work of an earlier visit was opened', () => {
  function storageWith(steps: readonly StepInput[], at: number) {
    const storage = createStorage();
    storage.write('session.e1', { version: 2, steps, at });
    return storage;
  }
  const withPast = (at: number) => openSession(storageWith([{ line: 'one' }, { line: 'two' }], at));

  test('is the step after it', async () => {
    const { session, shown, storage } = withPast(2);
    const running = session.run('three');
    await settled();
    await running;
    expect(shown()).toEqual(['one done', 'two done', 'three done']);
    expect(storage.read('session.e1', 2)).toEqual({
      version: 2,
      steps: [{ line: 'one' }, { line: 'two' }, { line: 'three' }],
      at: 3,
    });
  });

  test('is shown while it runs', async () => {
    const { session, shown } = withPast(2);
    void session.run('hang');
    await settled();
    expect(shown()).toEqual(['one done', 'two done', 'hang running']);
  });

  test('leaves what lay ahead of where the learner looked', async () => {
    const { session, shown } = withPast(1);
    await session.run('three');
    expect(shown()).toEqual(['one done', 'three done']);
    expect(session.branches.value).toEqual([[{ line: 'one' }, { line: 'two' }]]);
  });

  test('stays to be seen where the engine went away, after the work that came back then', async () => {
    const { session, shown, workers } = openSession(storageWith([{ line: 'opens late' }, { line: 'two' }], 1));
    const running = session.run('three');
    await expect.poll(() => workers[0]?.requests.length).toBe(1);
    session.stop();
    await running;
    expect(shown()).toEqual(['three lost']);
    await session.open();
    expect(shown()).toEqual(['opens late done', 'two done ahead', 'three lost']);
  });
});

test('a line that the engine did not survive did not happen; the others are run again', async () => {
  const { session, shown, workers } = openSession();
  await session.run('a');
  const running = session.run('hang');
  await expect.poll(() => session.entries.value.length).toBe(2);
  expect(session.busy.value).toBe('running');
  await expect.poll(() => workers[0]?.requests.length).toBe(3);
  session.stop();
  await running;
  expect(shown()).toEqual(['a done', 'hang lost']);
  expect(session.entries.value.at(-1)?.state).toEqual({ kind: 'lost', why: 'stopped' });
  await session.run('b');
  expect(shown()).toEqual(['a done', 'hang lost', 'b done']);
  expect(workers[1]?.requests[0]).toMatchObject({ kind: 'open', steps: [{ line: 'a' }], at: 1 });
});

test('a line for which a part of the engine could not be fetched did not happen, and can be tried again', async () => {
  const { session, shown, workers } = openSession();
  await session.run('a');
  const running = session.run('hang');
  await expect.poll(() => workers[0]?.requests.length).toBe(3);
  workers[0]?.say({ id: 3, kind: 'output', change: { from: 0, rows: [{ fd: 2, text: 'camadas: stopped' }] } });
  workers[0]?.say({ id: 3, kind: 'unloaded' });
  await running;
  expect(session.entries.value.at(-1)).toMatchObject({ rows: [], state: { kind: 'lost', why: 'unloaded' } });
  await session.run('b');
  expect(shown()).toEqual(['a done', 'hang lost', 'b done']);
});

test('a visit in a container is one step, which grows line by line until it is left', async () => {
  const { session, shown, storage, workers } = openSession();
  await session.run('true');
  await session.run('docker run -it a sh\n');
  expect(session.visit.value?.typed).toEqual([]);
  await session.type('ls');
  expect(shown()).toEqual(['true done', 'docker run -it a sh\nls\n done']);
  expect(session.visit.value?.typed).toEqual(['ls']);
  expect(session.stepCount.value).toBe(2);

  const hung = session.type('hang');
  await settled();
  expect(session.visit.value?.typed, 'what runs was typed, too').toEqual(['ls', 'hang']);
  const rows = ['ran', '/ # hang'].map((text) => ({ fd: 1, text }) as const);
  workers[0]?.say({ id: workers[0].requests.length, kind: 'output', change: { from: 0, rows } });
  expect(session.entries.value.at(-1)?.rows, 'it stands in what is printed').toEqual(rows);
  expect(session.entries.value.at(-1)?.typing).toBeUndefined();
  expect(session.visit.value?.typed).toEqual(['ls', 'hang']);
  session.stop();
  await hung;
  expect(session.entries.value.at(-1)?.typing).toEqual({ line: 'hang', lost: 'stopped' });
  expect(session.visit.value?.typed, 'the visit is as it was').toEqual(['ls']);

  const again = openSession(storage).session;
  await again.open();
  expect(again.visit.value?.typed, 'after a reload').toEqual(['ls']);

  await session.type('exit');
  expect(session.visit.value).toBeUndefined();
  await session.type('nobody there');
  expect(shown()).toEqual(['true done', 'docker run -it a sh\nls\nexit\n done']);
  expect(workers.length, 'one was stopped').toBe(2);
});

test('one line is one command unless it holds something that may go on', async () => {
  const { session, workers } = openSession();
  expect(await session.split('docker images -a')).toEqual({ lines: ['docker images -a'], isComplete: true });
  expect(workers).toEqual([]);
});

describe('files that the learner writes', () => {
  const filesOfRuns = (worker: FakeWorker | undefined) =>
    worker?.requests.flatMap((request) => (request.kind === 'run' ? [request.step.files] : []));

  test('go along with a line where they have changed since the last one', async () => {
    const { session, workers } = openSession();
    session.files.value = { Dockerfile: 'FROM a' };
    await session.run('a');
    await session.run('b');
    session.files.value = { Dockerfile: 'FROM b', '.dockerignore': 'x' };
    await session.run('c');
    expect(filesOfRuns(workers[0])).toEqual([{ Dockerfile: 'FROM a' }, undefined, { Dockerfile: 'FROM b', '.dockerignore': 'x' }]);
  });

  test('are written again after going back to before they were', async () => {
    const { session, workers } = openSession();
    await session.run('a');
    session.files.value = { Dockerfile: 'FROM b' };
    await session.run('b');
    await session.goto(1);
    await session.run('c');
    expect(filesOfRuns(workers[0])).toEqual([undefined, { Dockerfile: 'FROM b' }, { Dockerfile: 'FROM b' }]);
  });

  test('come back with the steps that wrote them', async () => {
    const { session, storage } = openSession();
    session.files.value = { Dockerfile: 'FROM a' };
    await session.run('a');
    const later = openSession(storage);
    await later.session.open();
    expect(later.workers[0]?.requests[0]).toMatchObject({ kind: 'open', steps: [{ line: 'a', files: { Dockerfile: 'FROM a' } }] });
    later.session.files.value = { Dockerfile: 'FROM a' };
    await later.session.run('b');
    expect(filesOfRuns(later.workers[0])).toEqual([undefined]);
  });
});
