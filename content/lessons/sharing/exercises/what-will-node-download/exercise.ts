import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const answered = (already: string, complete: string): Condition => ({
  kind: 'all',
  of: [
    { kind: 'answered', field: 'already', value: already },
    { kind: 'answered', field: 'complete', value: complete },
  ],
});

export const exercise = defineExercise({
  id: 'what-will-node-download',
  lesson: 'sharing',
  kind: 'predict',
  misconceptions: ['M18', 'M19'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  question: {
    kind: 'fields',
    run: ['docker pull node:alpine3.13'],
    fields: [
      { id: 'already', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 0, pattern: 'Already exists' } },
      { id: 'complete', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 0, pattern: 'Pull complete' } },
    ],
  },
  nearMisses: [
    { id: 'nothing-shared', misconception: 'M19', condition: answered('0', '4') },
    { id: 'base-counted-twice', condition: answered('1', '4') },
    { id: 'all-shared', misconception: 'M18', condition: answered('4', '0') },
    { id: 'upside-down', misconception: 'M18', condition: answered('3', '1') },
  ],
});
