import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { defineExercise } from '../../exercise/index.ts';
import { answerKey, cardKey, type KeptAnswer, type KeptCard } from '../keep/kept.ts';
import { createStorage, type Kept, type Storage } from '../kit/storage.ts';
import type { ShownEntry } from '../lab/entry-list.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { createCardModel } from './card.model.ts';
import type { DraftContent } from './draft.ts';

const goals = [{ id: 'gone', condition: { kind: 'image-exists', ref: 'x' } }] as const;
const exercise = defineExercise({ id: 'e', lesson: 'l', kind: 'commands', goals });

/** A storage in which another tab writes too. */
function sharedStorage() {
  const own = createStorage();
  const watchers = new Map<string, () => void>();
  const storage: Storage = { ...own, watch: (key, onChange) => void watchers.set(key, onChange) };
  const writeElsewhere = (key: string, value: Kept): void => {
    own.write(key, value);
    watchers.get(key)?.();
  };
  return { storage, writeElsewhere };
}

function openCard({ storage, writeElsewhere } = sharedStorage(), version = 1) {
  const entries = signal<readonly ShownEntry[]>([]);
  const replayed: unknown[] = [];
  let time = 0;
  const session: Partial<SessionModel> = {
    entries,
    stepCount: signal(0),
    at: signal(0),
    snapshot: signal({ goals: [] } as never),
    busy: signal('idle'),
    files: signal({}),
    check: async () => ({ kind: 'passed', goals: [{ id: 'gone', met: true }], items: [] }),
    reset: async () => {
      entries.value = [];
    },
    replay: async (steps) => void replayed.push(steps),
  };
  const card = createCardModel({
    exercise: { ...exercise, version },
    session: session as SessionModel,
    storage,
    fetchSolutions: async () => ({ solutions: [] }),
    now: () => ++time,
  });
  const step = (line: string): ShownEntry => ({
    id: 1,
    line,
    rows: [],
    state: { kind: 'done', status: 0 },
    step: 1,
    isAhead: false,
    isCleared: false,
  });
  const offered = () => card.versions.offered.value.map(({ slot }) => slot);
  return { card, entries, replayed, storage, writeElsewhere, step, offered };
}
const draft = (code: string): DraftContent => ({ code, files: {}, blocks: [], ticks: [], fields: {} });

test('an answer that passed can be brought back, and then what was there before it', async () => {
  const { card, offered } = openCard();
  card.draft.code.value = 'right';
  await card.check();
  expect(offered()).toEqual([]);
  card.draft.code.value = 'tried something else';
  expect(card.versions.offered.value).toEqual([{ slot: 'passed', at: 1 }]);
  await card.versions.goBackTo('passed');
  expect([card.draft.code.value, offered()]).toEqual(['right', ['before']]);
  await card.versions.goBackTo('before');
  expect([card.draft.code.value, offered()]).toEqual(['tried something else', ['passed']]);
});

test('starting over can be undone, commands included', async () => {
  const { card, entries, replayed, step, offered } = openCard();
  card.draft.code.value = 'work';
  entries.value = [step('docker ps')];
  await card.reset();
  expect([card.draft.code.value, offered()]).toEqual(['', ['before']]);
  await card.versions.goBackTo('before');
  expect([card.draft.code.value, replayed]).toEqual(['work', [[{ line: 'docker ps' }]]]);
});

test('starting over with nothing done puts nothing aside', async () => {
  const { card, offered } = openCard();
  await card.reset();
  expect(offered()).toEqual([]);
});

test('an answer to an older version of the exercise is put aside, what was reached stays', () => {
  const shared = sharedStorage();
  const old: KeptCard = {
    version: 3,
    exerciseVersion: 1,
    draft: draft('old'),
    attempts: 2,
    hintsShown: 1,
    isSolved: true,
    hasBonus: false,
  };
  shared.storage.write(cardKey('e'), old);
  const { card, offered } = openCard(shared, 2);
  expect([card.draft.code.value, card.isSolved.value, offered()]).toEqual(['', true, ['outdated']]);
  expect(shared.storage.read<KeptCard>(cardKey('e'), 3)).toMatchObject({ exerciseVersion: 2, isSolved: true });
});

describe('another tab', () => {
  const there: KeptCard = {
    version: 3,
    exerciseVersion: 1,
    draft: draft('from there'),
    attempts: 2,
    hintsShown: 1,
    isSolved: true,
    hasBonus: false,
  };

  test('shows here what was done there', () => {
    const { card, writeElsewhere } = openCard();
    card.draft.code.value = 'from here';
    writeElsewhere(cardKey('e'), there);
    expect([card.draft.code.value, card.attempts.value, card.hintsShown.value, card.isSolved.value]).toEqual([
      'from there',
      2,
      1,
      true,
    ]);
  });

  test('what it has put aside, or handed in, is offered here', () => {
    const { writeElsewhere, offered } = openCard();
    const answer: KeptAnswer = { version: 1, draft: draft('x'), at: 1 };
    writeElsewhere(answerKey('e', 'handed-in'), answer);
    writeElsewhere(answerKey('e', 'other-tab-steps'), { version: 1, steps: [{ line: 'x' }], at: 1 } as KeptAnswer);
    expect(offered()).toEqual(['handed-in', 'other-tab-steps']);
  });

  test('that is on another version of the exercise changes nothing here', () => {
    const { card, writeElsewhere } = openCard();
    writeElsewhere(cardKey('e'), { ...there, exerciseVersion: 2 } as KeptCard);
    expect(card.draft.code.value).toBe('');
  });
});

test('what was put aside elsewhere in the page is offered once it is told', () => {
  const { card, storage, offered } = openCard();
  card.draft.code.value = 'docker ps';
  const kept: KeptAnswer = { version: 1, exerciseVersion: 1, draft: { ...card.draft.given, code: 'docker rmi x' }, at: 5 };
  storage.write(answerKey('e', 'handed-in'), kept);
  card.versions.refresh();
  expect(offered()).toEqual(['handed-in']);
});
