import { effect, signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { ClassRefused, ClassUnreachable } from '../class-client.ts';
import { createShowSender } from './show-sender.ts';

const machine = (...lines: readonly string[]) => ({ steps: lines.map((line) => ({ line })), at: lines.length });

function create(answers: (Error | undefined)[] = []) {
  const sent: string[] = [];
  const timers: (() => void)[] = [];
  const sender = createShowSender({
    classId: 'c1',
    client: {
      call: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
        const answer = answers.shift();
        if (answer !== undefined) throw answer;
        sent.push(`${method} ${path} ${JSON.stringify(body)}`);
        return {} as T;
      },
    },
    later: (action) => timers.push(action),
  });
  const rest = () => new Promise((resolve) => setTimeout(resolve));
  return { sender, sent, timers, rest };
}

test('while one message is on its way, only the last of what follows is sent', async () => {
  const { sender, sent, rest } = create();
  for (const lines of [['a'], ['a', 'b'], ['a', 'b', 'c']]) sender.show(machine(...lines));
  await rest();
  expect(sent).toEqual([
    `PUT /api/classes/c1/show ${JSON.stringify(machine('a'))}`,
    `PUT /api/classes/c1/show ${JSON.stringify(machine('a', 'b', 'c'))}`,
  ]);
  sender.show(undefined);
  await rest();
  expect(sent.at(-1)).toBe('DELETE /api/classes/c1/show undefined');
});

test('a lost network: what is true then is sent when it is back', async () => {
  const { sender, sent, timers, rest } = create([new ClassUnreachable()]);
  sender.show(machine('a'));
  await rest();
  expect([sent, sender.state.value]).toEqual([[], 'waiting']);
  sender.show(machine('a', 'b'));
  await rest();
  expect(timers).toHaveLength(1);
  timers[0]?.();
  await rest();
  expect([sent, sender.state.value]).toEqual([[`PUT /api/classes/c1/show ${JSON.stringify(machine('a', 'b'))}`], 'sent']);
});

test('what is refused for good is told, and not sent again', async () => {
  const { sender, timers, rest } = create([new ClassRefused('body-too-large', 'class.refused.bodyTooLarge')]);
  sender.show(machine('a'));
  await rest();
  expect([timers, sender.refused.value?.code, sender.state.value]).toEqual([[], 'body-too-large', 'sent']);
});

test('shown from an effect, a machine is sent once', async () => {
  const { sender, sent, rest } = create();
  const shown = signal(machine('a'));
  const stop = effect(() => sender.show(shown.value));
  await rest();
  shown.value = machine('a', 'b');
  await rest();
  stop();
  expect(sent).toHaveLength(2);
});
