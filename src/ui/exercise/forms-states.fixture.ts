/** Cards in states that take work or luck to reach: busy, interrupted, tried, passed. Each with an id of its own, so that one page can hold them all. */
import { signal } from '@preact/signals';
import type { Exercise, ExerciseId, ItemVerdict, Verdict } from '../../exercise/index.ts';
import { createStorage } from '../kit/storage.ts';
import { createLabClient } from '../lab/lab-client.ts';
import { createSessionModel } from '../lab/session.model.ts';
import type { ExerciseData } from '../wake/lesson-data.ts';
import { type CardModel, createCardModel } from './card.model.ts';
import type { Solution } from './solutions.model.ts';

export const FORM_STATES = ['busy', 'lost', 'tried', 'passed'] as const;
export type FormState = (typeof FORM_STATES)[number];

const SOLUTIONS: readonly Solution[] = [
  { lines: ['docker build -t loja:1.0 .', 'docker tag loja:1.0 loja:producao'] },
  { files: { Dockerfile: 'FROM alpine:3.13\nCOPY a.txt /app/\n', '.dockerignore': 'base.db\n' } },
];

/** A card that nothing can be done with: it is there to be looked at. */
export function cardInState({ exercise, start }: ExerciseData, state: FormState): CardModel {
  const id = `${exercise.id}-${state}` as ExerciseId;
  const nothing = (): never => {
    throw new Error('a fixture runs nothing');
  };
  const session = createSessionModel({
    place: { id, title: id, start: exercise.start, snapshot: { ...start, usage: usageIn(state) } },
    client: createLabClient({ spawn: nothing }),
    storage: createStorage(),
  });
  const card = createCardModel({
    exercise: { ...exercise, id },
    session,
    storage: createStorage(),
    fetchSolutions: nothing,
  });
  fillDraft(card, exercise);
  const verdict = verdictIn(state, exercise);
  return {
    ...card,
    attempts: signal(state === 'tried' ? 4 : 1),
    hintsShown: signal(state === 'tried' ? 2 : 0),
    isChecking: signal(state === 'busy'),
    isLost: signal(state === 'lost'),
    isSolved: signal(state === 'passed'),
    verdict: signal(verdict),
    judgedDraft: card.draft.content,
    ...(verdict === undefined ? {} : { goals: signal(new Map(verdict.goals.map(({ id, met }) => [id, met ? 'met' : 'unmet']))) }),
    gone: signal('blocks' in exercise && state === 'tried' ? exercise.blocks.slice(-1) : []),
    solutions: {
      state: signal(state === 'passed' && !('question' in exercise) ? { kind: 'here', solutions: SOLUTIONS } : { kind: 'locked' }),
      load: nothing,
    },
  };
}

function usageIn(state: FormState) {
  return {
    commands: state === 'passed' ? 2 : 5,
    downloads: 3,
    layers: 45_000_000,
    disk: state === 'passed' ? 45_000_000 : 51_300_000,
  };
}

function fillDraft({ draft }: CardModel, exercise: Exercise): void {
  if ('blocks' in exercise) draft.blocks.value = exercise.blocks.slice(0, 3).map(({ id }) => id);
  if (!('question' in exercise)) return;
  const { question } = exercise;
  const items = itemsOf(exercise, true);
  if (question.kind === 'fields')
    draft.fields.value = Object.fromEntries(items.map(({ id, truth }, index) => [id, index > 0 ? String(truth) : '5,6']));
  else draft.ticks.value = question.items.slice(0, 1).map(({ id }) => id);
}

function verdictIn(state: FormState, exercise: Exercise): Verdict | undefined {
  if (state === 'busy' || state === 'lost') return undefined;
  const hasPassed = state === 'passed';
  const items = itemsOf(exercise, hasPassed);
  if ('question' in exercise) {
    const nearMiss = exercise.nearMisses[0]?.id;
    if (hasPassed) return { kind: 'passed', goals: [], items };
    return nearMiss === undefined ? { kind: 'not-yet', goals: [], items } : { kind: 'near-miss', goals: [], items, nearMiss };
  }
  const goals = exercise.goals.map(({ id }, index) => ({ id, met: hasPassed || index % 2 === 1 }));
  if (hasPassed) return { kind: 'passed', goals, items, ...(exercise.bonus === undefined ? {} : { bonus: false }) };
  const deadEnd = exercise.deadEnds[0]?.id;
  const nearMiss = exercise.nearMisses[0]?.id;
  if (deadEnd !== undefined) return { kind: 'dead-end', goals, items, deadEnd: { id: deadEnd, beforeLine: 2 } };
  return nearMiss === undefined ? { kind: 'not-yet', goals, items } : { kind: 'near-miss', goals, items, nearMiss };
}

function itemsOf(exercise: Exercise, hasPassed: boolean): ItemVerdict[] {
  if (!('question' in exercise)) return [];
  const { question } = exercise;
  const printed = { output: '3.13: Pulling from library/alpine\n5843afab3874: Already exists\n', status: 0 };
  if (question.kind === 'fields') {
    return question.fields.map(({ id, input }, index) => {
      const truth = input.kind === 'choice' ? (input.options[0] ?? '') : input.kind === 'text' ? 'COPY' : 138.4;
      return { id, met: index > 0, truth, ...printed };
    });
  }
  return question.items.map(({ id }, index) => ({ id, met: hasPassed || index > 0, truth: index === 0 && hasPassed, ...printed }));
}
