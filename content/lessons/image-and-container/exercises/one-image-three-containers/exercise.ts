import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const images = (value: string): Condition => ({ kind: 'answered', field: 'images', value });
const containers = (value: string): Condition => ({ kind: 'answered', field: 'containers', value });

export const exercise = defineExercise({
  id: 'one-image-three-containers',
  lesson: 'image-and-container',
  kind: 'predict',
  misconceptions: ['M01', 'M02', 'M03'],
  question: {
    kind: 'fields',
    run: [
      'docker pull alpine:3.13',
      'docker run alpine:3.13 true',
      'docker run alpine:3.13 true',
      'docker run alpine:3.13 true',
      'docker images',
      'docker ps -a',
    ],
    fields: [
      { id: 'images', input: { kind: 'number' }, measure: { kind: 'image-count' } },
      { id: 'containers', input: { kind: 'number' }, measure: { kind: 'container-count' } },
    ],
  },
  nearMisses: [
    { id: 'image-copied', misconception: 'M02', condition: images('3') },
    { id: 'image-per-command', misconception: 'M01', condition: images('4') },
    { id: 'container-reused', misconception: 'M03', condition: containers('1') },
    { id: 'containers-vanished', misconception: 'M03', condition: containers('0') },
  ],
});
