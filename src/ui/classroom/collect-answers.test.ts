import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import { answerKey, cardKey, type KeptAnswer, type KeptCard } from '../keep/kept.ts';
import { createStorage } from '../kit/storage.ts';
import type { ClassExercise } from './class-data.ts';
import { collectAnswers, toAnswerFile } from './collect-answers.ts';

const facts = {
  id: 'second-tag',
  version: 2,
  kind: 'commands',
  given: [],
  editable: [],
  start: { files: {}, commands: [], movedTags: [] },
} as unknown as Exercise;
const exercise: ClassExercise = {
  facts,
  content: '2.0a1b2c3d4e',
  number: '2.1',
  title: 'A second tag',
  says: { goals: {}, nearMisses: {}, deadEnds: {}, hints: [] },
};
const draft = (code: string) => ({ code, files: {}, blocks: [], ticks: [], fields: {} });
const card = (code: string, more: Partial<KeptCard> = {}): KeptCard => ({
  version: 3,
  exerciseVersion: 2,
  draft: draft('being typed'),
  attempts: 1,
  hintsShown: 0,
  isSolved: false,
  hasBonus: false,
  judged: { verdict: { kind: 'not-yet', goals: [], items: [] }, steps: 1, draft: draft(code) },
  ...more,
});
const passed = (code: string, exerciseVersion: number): KeptAnswer => ({ version: 1, exerciseVersion, draft: draft(code), at: 5 });

function collect(kept: Readonly<Record<string, KeptCard | KeptAnswer>>) {
  const storage = createStorage();
  for (const [key, value] of Object.entries(kept)) storage.write(key, value);
  return collectAnswers([exercise], storage).map(({ answer, hasPassed, writtenAt }) => ({ answer, hasPassed, writtenAt }));
}

test.each([
  { name: 'nothing', kept: {}, found: [] },
  {
    name: 'what was checked, not what is being typed',
    kept: { [cardKey('second-tag')]: card('docker ps') },
    found: [{ answer: { lines: ['docker ps'] }, hasPassed: false, writtenAt: undefined }],
  },
  {
    name: 'what passed, though something else was checked later',
    kept: { [cardKey('second-tag')]: card('docker ps'), [answerKey('second-tag', 'passed')]: passed('docker tag a b', 2) },
    found: [{ answer: { lines: ['docker tag a b'] }, hasPassed: true, writtenAt: 5 }],
  },
  {
    name: 'nothing that answers an older version',
    kept: {
      [cardKey('second-tag')]: card('docker ps', { exerciseVersion: 1 }),
      [answerKey('second-tag', 'passed')]: passed('docker tag a b', 1),
    },
    found: [],
  },
  {
    name: 'nothing that was never checked',
    kept: { [cardKey('second-tag')]: { ...card(''), judged: undefined } as never },
    found: [],
  },
])('$name', ({ kept, found }) => {
  expect(collect(kept)).toEqual(found);
});

test('an answer goes with its exercise, its facts and its language', () => {
  const file = toAnswerFile({ exercise, hasPassed: true, answer: { lines: ['a'] }, writtenAt: 5 }, 'pt-BR', () => 'abcdefgh');
  expect(file).toEqual({
    id: 'abcdefgh',
    exercise: 'second-tag',
    content: '2.0a1b2c3d4e',
    locale: 'pt-BR',
    writtenAt: 5,
    answer: { lines: ['a'] },
  });
});
