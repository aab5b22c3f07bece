import { expect, test, vi } from 'vitest';
import type { ClassEvent } from '../../server/domain/class-event.ts';
import type { ClassClient, ClassListener } from './class-client.ts';
import { openRoom, type RoomView } from './room.ts';

const step = (line: string) => ({ line });
const view = (seq: number, more: Partial<RoomView> = {}): RoomView => ({
  role: 'learner',
  seq,
  now: 0,
  settings: { title: '', cap: 1, locked: false, expiresAt: 1 },
  pace: { mode: 'free' },
  isPaused: false,
  windows: {},
  announcements: [],
  hints: [],
  votes: [],
  ...more,
});
const shown = (keep: number, ...lines: readonly string[]): ClassEvent => ({
  kind: 'show.changed',
  keep,
  steps: lines.map(step),
  at: keep + lines.length,
});

/** A room at its first view, with what the server will answer next and the other end of its stream. */
async function open(first: RoomView) {
  let listener: ClassListener | undefined;
  const answers: Promise<RoomView>[] = [Promise.resolve(first)];
  const client = {
    call: vi.fn(() => answers.shift() ?? Promise.reject(new Error('nobody expected this'))),
    follow(_class: string, _seq: number, given: ClassListener) {
      listener = given;
      return { stop: () => undefined };
    },
  };
  const room = openRoom({ classId: 'c1', client: client as unknown as ClassClient, leads: false });
  await vi.waitFor(() => expect(listener).toBeDefined());
  const lines = () => room.view.value?.shown?.steps.map(({ line }) => line).join(' ');
  const hear = (event: ClassEvent, seq: number) => listener?.onEvent(event, seq);
  return { room, client, answers, lines, hear, reset: () => listener?.onReset?.() };
}

test('steps of a machine that is shown come one by one, and nobody asks for the whole class because of them', async () => {
  const { room, client, hear, lines } = await open(view(3, { shown: { steps: [step('a')], at: 1 } }));
  hear(shown(0, 'before', 'the view'), 2);
  hear(shown(1, 'b'), 4);
  hear(shown(2, 'c'), 5);
  hear(shown(1, 'd'), 6);
  expect([lines(), client.call.mock.calls.length]).toEqual(['a d', 1]);
  hear({ kind: 'show.ended' }, 7);
  expect(room.view.value?.shown).toBeUndefined();
  room.close();
});

test('a view that was asked for before the last steps came does not take them away; after a backup it does', async () => {
  const { room, client, answers, hear, lines, reset } = await open(view(3));
  let answer = (_: RoomView): void => undefined;
  answers.push(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  hear({ kind: 'pause.set', on: true }, 4);
  await vi.waitFor(() => expect(client.call).toHaveBeenCalledTimes(2));
  hear(shown(0, 'a'), 5);
  answer(view(4, { isPaused: true }));
  await vi.waitFor(() => expect(room.view.value?.isPaused).toBe(true));
  expect(lines()).toBe('a');
  answers.push(Promise.resolve(view(2)));
  reset();
  await vi.waitFor(() => expect(room.view.value?.seq).toBe(2));
  expect(lines()).toBeUndefined();
  room.close();
});
