import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const predicted = (value: string): Condition => ({ kind: 'answered', field: 'dangling', value });

export const exercise = defineExercise({
  id: 'how-many-dangling',
  lesson: 'cleaning-up',
  kind: 'predict',
  misconceptions: ['M33', 'M34'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  question: {
    kind: 'fields',
    run: [
      'docker build -q -t app:1 .',
      'echo v2 > v.txt',
      'docker build -q -t app:1 .',
      'docker build -q -t app:1 .',
      'echo v3 > v.txt',
      'docker build -q -t app:2 .',
      'docker images',
    ],
    fields: [{ id: 'dangling', input: { kind: 'number' }, measure: { kind: 'dangling-count' } }],
  },
  nearMisses: [
    { id: 'every-build-leaves-one', misconception: 'M33', condition: predicted('3') },
    { id: 'old-is-dangling', misconception: 'M34', condition: predicted('2') },
    { id: 'tag-stays', misconception: 'M33', condition: predicted('0') },
  ],
});
