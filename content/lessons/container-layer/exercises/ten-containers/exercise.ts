import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const predicted = (value: string): Condition => ({ kind: 'answered', field: 'disk', value });

export const exercise = defineExercise({
  id: 'ten-containers',
  lesson: 'container-layer',
  kind: 'predict',
  misconceptions: ['M02', 'M13'],
  start: { commands: ['docker pull -q node:alpine3.13'] },
  question: {
    kind: 'fields',
    run: [
      'for i in $(seq 10); do docker run --name c$i node:alpine3.13 dd if=/dev/zero of=/f bs=1000000 count=1 2>/dev/null; done',
      'docker ps -as',
      'docker system df',
    ],
    fields: [{ id: 'disk', input: { kind: 'number' }, measure: { kind: 'disk', containers: true } }],
  },
  nearMisses: [
    { id: 'virtual-summed', misconception: 'M13', condition: predicted('{{mb:10 * node:alpine3.13 + 10}}') },
    { id: 'image-copied', misconception: 'M02', condition: predicted('{{mb:10 * node:alpine3.13}}') },
    { id: 'layers-forgotten', misconception: 'M02', condition: predicted('{{mb:node:alpine3.13}}') },
    { id: 'one-file-for-all', misconception: 'M26', condition: predicted('{{mb:node:alpine3.13 + 1}}') },
    { id: 'image-forgotten', condition: predicted('10') },
  ],
});
