import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const megabytes = (value: string): Condition => ({ kind: 'answered', field: 'megabytes', value });

export const exercise = defineExercise({
  id: 'misleading-sum',
  lesson: 'sharing',
  kind: 'predict',
  misconceptions: ['M12'],
  start: { commands: ['docker pull -q alpine:3.13', 'docker pull -q node:alpine3.13', 'docker pull -q python:alpine3.13'] },
  question: {
    kind: 'fields',
    run: ['docker images', 'docker system df', 'docker system df -v'],
    fields: [{ id: 'megabytes', input: { kind: 'number' }, measure: { kind: 'disk', containers: false } }],
  },
  nearMisses: [
    {
      id: 'base-thrice',
      misconception: 'M12',
      condition: megabytes('{{mb:node:alpine3.13 + python:alpine3.13 + alpine:3.13}}'),
    },
    { id: 'base-twice', misconception: 'M12', condition: megabytes('{{mb:node:alpine3.13 + python:alpine3.13}}') },
    {
      id: 'base-never',
      condition: megabytes('{{disk:node:alpine3.13 python:alpine3.13 without alpine:3.13}}'),
    },
    { id: 'largest-alone', misconception: 'M18', condition: megabytes('{{mb:node:alpine3.13}}') },
  ],
});
