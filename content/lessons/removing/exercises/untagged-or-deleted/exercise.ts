import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const predicted = (first: string, second: string): Condition => ({
  kind: 'all',
  of: [
    { kind: 'answered', field: 'first', value: first },
    { kind: 'answered', field: 'second', value: second },
  ],
});

export const exercise = defineExercise({
  id: 'untagged-or-deleted',
  lesson: 'removing',
  kind: 'predict',
  misconceptions: ['M30'],
  start: { commands: ['docker pull -q alpine:3.13', 'docker tag alpine:3.13 base:1'] },
  question: {
    kind: 'fields',
    run: ['docker rmi base:1', 'docker rmi alpine:3.13'],
    fields: [
      { id: 'first', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 0, pattern: '^Deleted:' } },
      { id: 'second', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 1, pattern: '^Deleted:' } },
    ],
  },
  nearMisses: [
    { id: 'first-deletes', misconception: 'M30', condition: predicted('2', '0') },
    { id: 'one-each', misconception: 'M30', condition: predicted('1', '1') },
    { id: 'layer-forgotten', condition: predicted('0', '1') },
    { id: 'deleted-twice', misconception: 'M30', condition: predicted('2', '2') },
    { id: 'names-counted', misconception: 'M30', condition: { kind: 'answered', field: 'second', value: '4' } },
  ],
});
