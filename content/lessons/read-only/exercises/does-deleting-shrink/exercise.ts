import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const predicted = (value: string): Condition => ({ kind: 'answered', field: 'size', value });

export const exercise = defineExercise({
  id: 'does-deleting-shrink',
  lesson: 'read-only',
  kind: 'predict',
  misconceptions: ['M21'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  question: {
    kind: 'fields',
    run: ['docker build -q -t apaga .', 'docker images apaga', "docker history --format 'table {{.Size}}\\t{{.CreatedBy}}' apaga"],
    fields: [{ id: 'size', input: { kind: 'number' }, measure: { kind: 'image-size', ref: 'apaga' } }],
  },
  nearMisses: [
    { id: 'deleting-frees', misconception: 'M21', condition: predicted('{{mb:alpine:3.13}}') },
    { id: 'base-forgotten', condition: predicted('100') },
    { id: 'deleting-copies', misconception: 'M21', condition: predicted('{{mb:alpine:3.13 + 200}}') },
  ],
});
