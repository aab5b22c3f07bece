import { expect, test } from 'vitest';
import { runSideBySide, type Task } from '../../scripts/checks/side-by-side.ts';

/** Tasks that end when they are told to, and what has begun and ended, in order. */
function stage(...tasks: readonly Omit<Task, 'run'>[]) {
  const log: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const staged = tasks.map((task) => ({
    ...task,
    run() {
      log.push(`+${task.name}`);
      return new Promise<void>((resolve, reject) => ends.set(task.name, { resolve, reject }));
    },
  }));
  const settle = () => new Promise((done) => setImmediate(done));
  /** @returns what has begun since */
  const end = async (name: string, error?: Error): Promise<string[]> => {
    const from = log.length;
    if (error === undefined) ends.get(name)?.resolve();
    else ends.get(name)?.reject(error);
    await settle();
    return log.slice(from);
  };
  return { tasks: staged, log, end, settle };
}

test('as many at once as there is room for, in the order of the list', async () => {
  const { tasks, log, end, settle } = stage({ name: 'a' }, { name: 'b' }, { name: 'c' });
  const run = runSideBySide(tasks, 2);
  await settle();
  expect(log).toEqual(['+a', '+b']);
  expect(await end('b')).toEqual(['+c']);
  await end('c');
  await end('a');
  await run;
});

test('what needs another waits for it, and does not keep those behind it waiting', async () => {
  const { tasks, log, end, settle } = stage({ name: 'build' }, { name: 'bundle', after: ['build', 'unknown'] }, { name: 'unit' });
  const run = runSideBySide(tasks, 2);
  await settle();
  expect(log).toEqual(['+build', '+unit']);
  expect(await end('unit')).toEqual([]);
  expect(await end('build')).toEqual(['+bundle']);
  await end('bundle');
  await run;
});

test('one that is to be alone has nothing beside it', async () => {
  const { tasks, log, end, settle } = stage({ name: 'a' }, { name: 'browser', isAlone: true }, { name: 'b' });
  const run = runSideBySide(tasks, 2);
  await settle();
  expect(log).toEqual(['+a']);
  expect(await end('a')).toEqual(['+browser']);
  expect(await end('browser')).toEqual(['+b']);
  await end('b');
  await run;
});

test('what one throws comes out when the others have ended, and nothing more is begun', async () => {
  const { tasks, end, settle } = stage({ name: 'a' }, { name: 'b' }, { name: 'c' });
  let thrown: unknown;
  const run = runSideBySide(tasks, 2).catch((error: unknown) => {
    thrown = error;
  });
  await settle();
  expect(await end('a', new Error('a broke'))).toEqual([]);
  expect(thrown).toBeUndefined();
  await end('b');
  await run;
  expect(thrown).toEqual(new Error('a broke'));
});

test('who waits for each other is told, not waited for', async () => {
  const { tasks } = stage({ name: 'a', after: ['b'] }, { name: 'b', after: ['a'] });
  await expect(runSideBySide(tasks, 2)).rejects.toThrow('they wait for each other: a, b');
});
