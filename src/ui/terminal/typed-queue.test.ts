import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Visit } from '../lab/visit.ts';
import { createTypedQueue } from './typed-queue.ts';

/**
 * Notes what is asked of it. `docker run -it` opens a visit, of an image that is there, and takes the lines up to `exit` along; a text with an odd
 * number of quotes is not complete.
 */
function createSession() {
  const asked: string[] = [];
  const visit = signal<Visit | undefined>(undefined);
  let hold: Promise<void> | undefined;
  let release = (): void => {};
  const session = {
    visit,
    async split(text: string) {
      await hold;
      const [visited = ''] = /^docker run -it [\s\S]*?\nexit(?=\n|$)/.exec(text) ?? [];
      const rest = text.slice(visited.length).replace(/^\n/, '');
      const lines = rest === '' ? [] : rest.split(/\n(?=(?:[^']*'[^']*')*[^']*$)/);
      return { lines: visited === '' ? lines : [visited, ...lines], isComplete: text.split("'").length % 2 === 1 };
    },
    async run(line: string) {
      asked.push(`run ${line}`);
      await hold;
      if (line === 'docker run -it x') visit.value = { prompt: '/ # ', typed: [] };
    },
    async type(line: string) {
      asked.push(`type ${line}`);
      await hold;
      if (line === 'exit') visit.value = undefined;
    },
  };
  return {
    session,
    asked,
    hold() {
      hold = new Promise((resolve) => {
        release = resolve;
      });
    },
    release() {
      hold = undefined;
      release();
    },
  };
}

test('each line goes where the prompt is when its turn comes', async () => {
  const { session, asked } = createSession();
  const queue = createTypedQueue(session, () => {});
  await queue.send("docker run -it x\nls\nexit\necho 'a\nb'");
  expect(asked).toEqual(['run docker run -it x', 'type ls', 'type exit', "run echo 'a\nb'"]);
});

test('lines for a terminal that does not open are the shell’s', async () => {
  const { session, asked } = createSession();
  const queue = createTypedQueue(session, () => {});
  await queue.send('docker run -it missing sh\nls\nexit\necho a');
  expect(asked).toEqual(['run docker run -it missing sh', 'run ls', 'run exit', 'run echo a']);
});

test('what is typed ahead waits, and goes into the container that is opened meanwhile', async () => {
  const { session, asked, hold, release } = createSession();
  const queue = createTypedQueue(session, () => {});
  hold();
  const all = queue.send('docker run -it x');
  void queue.send('ls');
  void queue.send('');
  expect(queue.waiting.value).toEqual(['docker run -it x', 'ls', '']);
  release();
  await all;
  expect(asked).toEqual(['run docker run -it x', 'type ls', 'type ']);
  expect(queue.waiting.value).toEqual([]);
});

test('what the shell wants another line for is given back, or goes on with the next', async () => {
  const given: string[] = [];
  const { session, asked, hold, release } = createSession();
  const queue = createTypedQueue(session, (text) => given.push(text));
  await queue.send("echo 'a");
  expect(given).toEqual(["echo 'a\n"]);
  hold();
  const all = queue.send("echo 'b");
  void queue.send("c'");
  release();
  await all;
  expect(given).toHaveLength(1);
  expect(asked).toEqual(["run echo 'b\nc'"]);
});

test('nothing that was taken back runs', async () => {
  const { session, asked, hold, release } = createSession();
  const queue = createTypedQueue(session, () => {});
  hold();
  const all = queue.send('ls');
  void queue.send('pwd');
  expect(queue.takeBack()).toBe('ls\npwd');
  release();
  await all;
  expect(asked).toEqual([]);
  await queue.send('id');
  expect(asked).toEqual(['run id']);
});
