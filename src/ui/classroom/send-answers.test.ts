import { expect, test } from 'vitest';
import type { AnswerFile, ExerciseId } from '../../exercise/index.ts';
import { ClassRefused, ClassUnreachable } from './class-client.ts';
import { forgetMembership, readMembership, readOutbox, writeMembership } from './membership.ts';
import { createAnswerSender } from './send-answers.ts';

const file = (id: string): AnswerFile => ({
  id: `answer-${id}`,
  exercise: 'second-tag' as ExerciseId,
  content: '1.0a1b2c3d4e',
  locale: 'en',
  answer: { lines: [id] },
});

function memory() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    key: (index: number) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

function create(answers: (Error | undefined)[], backing = memory()) {
  const sent: string[] = [];
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  const handedIn: string[] = [];
  const sender = createAnswerSender({
    backing,
    membership: { class: 'c1' },
    client: {
      call: async <T>(_method: string, path: string, body?: unknown): Promise<T> => {
        const answer = answers.shift();
        if (answer !== undefined) throw answer;
        sent.push(`${path} ${(body as AnswerFile).id}`);
        return {} as T;
      },
    },
    onHandedIn: ({ id }) => handedIn.push(id),
    later: (action, ms) => {
      timers.push(action);
      waits.push(ms);
    },
  });
  return { sender, sent, handedIn, timers, waits, backing };
}

test('an answer is written down before it is sent, and gone from there when it is acknowledged', async () => {
  const { sender, sent, backing } = create([]);
  sender.handIn(file('1'));
  expect(readOutbox(backing)).toEqual([file('1')]);
  await sender.sendAll();
  expect(sent).toEqual(['/api/classes/c1/answers answer-1']);
  expect(readOutbox(backing)).toEqual([]);
  expect(sender.waiting.value).toBe(0);
});

test('without a network it waits, longer each time, and goes out once and in order', async () => {
  const { sender, sent, timers, waits } = create([new ClassUnreachable(), new ClassRefused('server-busy', 'x')]);
  sender.handIn(file('1'));
  sender.handIn(file('2'));
  await sender.sendAll();
  expect([sent, sender.waiting.value]).toEqual([[], 2]);
  timers[0]?.();
  await sender.sendAll();
  timers[1]?.();
  await sender.sendAll();
  expect(sent.map((line) => line.slice(-8))).toEqual(['answer-1', 'answer-2']);
  expect(waits).toEqual([2000, 4000]);
});

test('what the server will never take does not stand in the way of the rest, and is told', async () => {
  const { sender, sent } = create([new ClassRefused('exercise-closed', 'class.refused.exerciseClosed')]);
  sender.handIn(file('1'));
  sender.handIn(file('2'));
  await sender.sendAll();
  expect(sent.map((line) => line.slice(-8))).toEqual(['answer-2']);
  expect(sender.waiting.value).toBe(0);
});

test('who was removed keeps what was not sent, and sends it when they were taken back in', async () => {
  const first = create([new ClassRefused('learner-removed', 'class.refused.learnerRemoved')]);
  first.sender.handIn(file('1'));
  await first.sender.sendAll();
  expect([first.sent, first.timers, first.sender.refused.value?.code, first.sender.waiting.value]).toEqual([
    [],
    [],
    'learner-removed',
    1,
  ]);
  const second = create([], first.backing);
  await second.sender.sendAll();
  expect(second.sent.length).toBe(1);
});

test('another visit sends what is still there', async () => {
  const first = create([new ClassUnreachable()]);
  first.sender.handIn(file('1'));
  await first.sender.sendAll();
  const second = create([], first.backing);
  expect(second.sender.waiting.value).toBe(1);
  await second.sender.sendAll();
  expect(second.sent.length).toBe(1);
});

test('a browser that keeps nothing still sends', async () => {
  const { sender, sent } = create([], {
    ...memory(),
    setItem: () => {
      throw new Error('full');
    },
  });
  sender.handIn(file('1'));
  await sender.sendAll();
  expect(sent.length).toBe(1);
});

test('a membership is whole or none, and leaves with its answers', () => {
  const backing = memory();
  const membership = { version: 1, class: 'c', learner: 'l', name: 'Ana', secret: 's', code: 'K7Q-2MB' } as const;
  expect(readMembership(backing)).toBeUndefined();
  writeMembership(backing, membership);
  expect(readMembership(backing)).toEqual(membership);
  backing.setItem('camadas.class', '{"version":1,"class":"c"}');
  expect(readMembership(backing)).toBeUndefined();
  forgetMembership(backing);
  expect(backing.length).toBe(0);
});

test('what was acknowledged counts as handed in, and what was refused does not', async () => {
  const { sender, handedIn } = create([undefined, new ClassRefused('exercise-closed', 'class.refused.exerciseClosed')]);
  sender.handIn(file('1'));
  sender.handIn(file('2'));
  await sender.sendAll();
  expect(handedIn).toEqual(['answer-1']);
});
