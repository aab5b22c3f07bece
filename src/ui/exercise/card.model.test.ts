import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { type Answer, atMost, defineExercise, type Exercise, type Verdict } from '../../exercise/index.ts';
import { createStorage } from '../kit/storage.ts';
import type { ShownEntry } from '../lab/entry-list.ts';
import type { Files, Snapshot } from '../lab/protocol.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { emptySnapshot } from '../lab/snapshot.fixture.ts';
import { createCardModel } from './card.model.ts';

const facts = { id: 'e', lesson: 'l' };
const goals = [{ id: 'built', condition: { kind: 'image-exists', ref: 'x' } }] as const;
const dockerfile = defineExercise({ ...facts, kind: 'dockerfile', goals, build: ['docker build .'] });
const challenge = defineExercise({ ...facts, kind: 'challenge', goals, bonus: { kind: 'command-count', is: atMost(1) } });
const order = defineExercise({
  ...facts,
  kind: 'order',
  goals,
  blocks: [
    { id: 'a', text: 'a' },
    { id: 'b', text: 'b', imitates: 'a' },
  ],
});
const PASSED: Verdict = { kind: 'passed', goals: [{ id: 'built', met: true }], items: [] };
const NOT_YET: Verdict = { kind: 'not-yet', goals: [{ id: 'built', met: false }], items: [] };

/** A session that runs nothing and says what it is told to. */
function openCard(exercise: Exercise, verdicts: readonly (Verdict | undefined)[] = [], storage = createStorage()) {
  const answers: Answer[] = [];
  const snapshot = signal<Snapshot>(emptySnapshot());
  const entries = signal<readonly ShownEntry[]>([]);
  const went: number[] = [];
  const session: Partial<SessionModel> = {
    entries,
    stepCount: signal(0),
    at: signal(0),
    snapshot,
    busy: signal('idle'),
    files: signal<Files>({}),
    async check(answer) {
      answers.push(answer);
      return verdicts[answers.length - 1];
    },
    async goto(at) {
      went.push(at);
    },
    async reset() {},
  };
  const card = createCardModel({
    exercise,
    session: session as SessionModel,
    storage,
    fetchSolutions: async () => ({ solutions: [] }),
  });
  return { card, answers, snapshot, entries, session, went, storage };
}

test('what is in the editors goes to the machine and into the answer', async () => {
  const { card, answers, session } = openCard(dockerfile, [NOT_YET]);
  for (const text of card.draft.files.values()) text.value = 'FROM x\n';
  expect(session.files?.value).toEqual({ Dockerfile: 'FROM x\n' });
  await card.check();
  expect(answers).toEqual([{ files: { Dockerfile: 'FROM x\n' } }]);
  expect([card.verdict.value, card.attempts.value, card.isSolved.value]).toEqual([NOT_YET, 1, false]);
});

describe('goals reached in the terminal', () => {
  const met = [{ id: 'built', met: true }];

  test('count as the lines and files that led there', async () => {
    const { card, answers, snapshot, entries } = openCard(challenge, [PASSED]);
    const step = { rows: [], state: { kind: 'done', status: 0 }, isAhead: false, isCleared: false } as const;
    entries.value = [
      { ...step, id: 1, line: 'a', step: 1, files: { Dockerfile: '1' } },
      { ...step, id: 2, line: 'b', step: 2, files: { Dockerfile: '2' } },
      { ...step, id: 3, line: 'lost', state: { kind: 'lost', why: 'stopped' } },
      { ...step, id: 4, line: 'later', step: 3, isAhead: true },
    ];
    snapshot.value = { ...snapshot.value, at: 2, goals: met };
    await expect.poll(() => card.isSolved.value).toBe(true);
    expect(answers).toEqual([{ lines: ['a', 'b'], files: { Dockerfile: '2' } }]);
    expect(card.attempts.value).toBe(0);
  });

  test('count as the files written, where files are the answer', async () => {
    const { card, answers, snapshot } = openCard(dockerfile, [PASSED]);
    for (const text of card.draft.files.values()) text.value = 'FROM x\n';
    snapshot.value = { ...snapshot.value, at: 1, goals: met };
    await expect.poll(() => card.isSolved.value).toBe(true);
    expect(answers).toEqual([{ files: { Dockerfile: 'FROM x\n' } }]);
  });

  test('do not count where blocks are the answer', async () => {
    const { answers, snapshot } = openCard(order);
    snapshot.value = { ...snapshot.value, at: 1, goals: met };
    await Promise.resolve();
    expect(answers).toEqual([]);
  });
});

test('three tries take an imitation away, also out of the order; a solved one keeps all', async () => {
  const { card } = openCard(order, [NOT_YET, NOT_YET, NOT_YET, PASSED]);
  card.draft.blocks.value = ['b', 'a'];
  for (let tries = 0; tries < 3; tries += 1) await card.check();
  expect(card.gone.value.map(({ id }) => id)).toEqual(['b']);
  expect(card.draft.blocks.value).toEqual(['a']);
  await card.check();
  expect([card.isSolved.value, card.gone.value]).toEqual([true, []]);
});

test('a verdict is about what was handed in, whatever is changed since', async () => {
  const { card } = openCard(order, [NOT_YET]);
  card.draft.blocks.value = ['a'];
  await card.check();
  card.draft.blocks.value = ['a', 'b'];
  expect(card.judgedDraft.value?.blocks).toEqual(['a']);
});

test('a check that the engine did not survive is no verdict', async () => {
  const { card } = openCard(challenge, [undefined, PASSED]);
  await card.check();
  expect([card.isLost.value, card.verdict.value]).toEqual([true, undefined]);
  await card.check();
  expect([card.isLost.value, card.verdict.value]).toEqual([false, PASSED]);
});

test('going back to before a line is going to the step before it', async () => {
  const { card, went } = openCard(challenge, [NOT_YET]);
  await card.check();
  await card.goBackTo(2);
  expect([went, card.verdict.value]).toEqual([[1], undefined]);
});

describe('what is kept', () => {
  test('the best: the star stays when a later try has none', async () => {
    const first = openCard(challenge, [
      { ...PASSED, bonus: true },
      { ...PASSED, bonus: false },
    ]);
    await first.card.check();
    await first.card.check();
    first.card.draft.code.value = 'docker ps';
    const { card } = openCard(challenge, [], first.storage);
    expect([card.isSolved.value, card.hasBonus.value, card.draft.code.value]).toEqual([true, true, 'docker ps']);
    expect(card.verdict.value?.bonus).toBe(false);
  });

  test('nothing where nothing was done, and not what an older version of the exercise meant', async () => {
    const storage = createStorage();
    openCard(dockerfile, [], storage);
    expect(storage.read('card.e', 3)).toBeUndefined();
    const { card } = openCard(dockerfile, [], storage);
    for (const text of card.draft.files.values()) text.value = 'FROM x\n';
    expect(openCard({ ...dockerfile, version: 2 }, [], storage).card.draft.isUntouched.value).toBe(true);
  });
});
