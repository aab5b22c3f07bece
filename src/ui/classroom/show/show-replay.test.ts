import { expect, test } from 'vitest';
import { EMPTY_START } from '../../../exercise/index.ts';
import type { ShownMachine } from '../../../server/domain/shown-machine.ts';
import { createFakeWorker } from '../../lab/fake-worker.fixture.ts';
import { createLabClient } from '../../lab/lab-client.ts';
import type { Request, RequestKind, Results, StepInput } from '../../lab/protocol.ts';
import { emptySnapshot } from '../../lab/snapshot.fixture.ts';
import type { ClassExercise } from '../class-data.ts';
import { createShowReplay } from './show-replay.ts';

const exercises = [{ facts: { id: 'second-tag', start: EMPTY_START } }] as unknown as readonly ClassExercise[];

/** Each letter a command. */
const shown = (lines: string, at = lines.length, more: Partial<ShownMachine> = {}): ShownMachine => ({
  exercise: 'second-tag',
  steps: [...lines].map((line) => ({ line })),
  at,
  ...more,
});

/** An engine that takes every line but `!`, which never comes back. */
function create() {
  let steps: StepInput[] = [];
  let at = 0;
  const ran: string[] = [];
  const snapshot = () => emptySnapshot(at);
  const worker = createFakeWorker((request: Request): Results[RequestKind] | undefined => {
    if (request.kind === 'open') {
      steps = [...request.steps];
      at = request.at;
      return { snapshot: snapshot(), steps: steps.map((step) => ({ ...step, status: 0, rows: [] })) };
    }
    if (request.kind === 'run') {
      ran.push(request.step.line);
      if (request.step.line === '!') return undefined;
      steps = [...steps.slice(0, at), request.step];
      at = steps.length;
      return { snapshot: snapshot(), status: 0, line: request.step.line };
    }
    if (request.kind === 'goto') at = request.at;
    else if (request.kind === 'undo') steps = steps.slice(0, --at);
    else return undefined;
    return { snapshot: snapshot() };
  });
  const client = createLabClient({ spawn: () => worker });
  const replay = createShowReplay(client, exercises);
  const told = () => {
    const { entries, at: stands } = replay.session.value ?? { entries: { value: [] }, at: { value: 0 } };
    return `${entries.value.map(({ line }) => line).join('')}@${stands.value} ${replay.state.value}`;
  };
  return { replay, ran, told, client };
}

test('what is new is run, what was taken back is taken back, and nothing else is touched', async () => {
  const { replay, ran, told } = create();
  const ways = [
    shown('ab'),
    shown('abc'),
    shown('abc', 1),
    shown('ade'),
    shown('a'),
    shown(''),
    shown('', 0, { exercise: 'gone' }),
    shown('ab', 1),
  ];
  const seen: string[] = [];
  for (const machine of ways) {
    await replay.follow(machine);
    seen.push(told());
  }
  expect(seen).toEqual([
    'ab@2 there',
    'abc@3 there',
    'abc@1 there',
    'ade@3 there',
    'a@1 there',
    '@0 there',
    '@0 failed',
    'ab@1 there',
  ]);
  expect(ran.join('')).toBe('abcdeab');
});

test('of what comes while it is busy only the last is played', async () => {
  const { replay, ran, told } = create();
  await Promise.all(['a', 'ab', 'xyz', 'abc'].map((lines) => replay.follow(shown(lines))));
  expect([told(), ran.join('')]).toEqual(['abc@3 there', 'abc']);
});

test('files are there before their step, each with the text that it had then', async () => {
  const { replay } = create();
  const steps = [{ line: 'cat a', files: { a: '1' } }, { line: 'cat a', files: { a: '2' } }, { line: 'cat a' }];
  await replay.follow({ exercise: 'second-tag', steps: steps.slice(0, 1), at: 1 });
  await replay.follow({ exercise: 'second-tag', steps, at: 3 });
  expect(replay.state.value).toBe('there');
  expect(replay.session.value?.entries.value.map(({ files }) => files)).toEqual([{ a: '1' }, { a: '2' }, undefined]);
});

test('a step that never ends here is told, and not begun again before something else is shown', async () => {
  const { replay, ran, told, client } = create();
  const playing = replay.follow(shown('a!b'));
  await expect.poll(() => ran.join('')).toBe('a!');
  client.stop();
  await playing;
  expect(told()).toMatch(/failed$/);
  expect(ran.join('')).toBe('a!');
});
