import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const images = (value: string): Condition => ({ kind: 'answered', field: 'images', value });
const megabytes = (value: string): Condition => ({ kind: 'answered', field: 'megabytes', value });

export const exercise = defineExercise({
  id: 'three-rows',
  lesson: 'names-and-ids',
  kind: 'predict',
  misconceptions: ['M06', 'M12'],
  start: { commands: ['docker pull -q alpine:3.13', 'docker pull -q alpine:3.13.5', 'docker pull -q alpine:3.14'] },
  question: {
    kind: 'fields',
    run: ['docker images', 'docker system df'],
    fields: [
      { id: 'images', input: { kind: 'number' }, measure: { kind: 'image-count' } },
      { id: 'megabytes', input: { kind: 'number' }, measure: { kind: 'disk', containers: false } },
    ],
  },
  nearMisses: [
    { id: 'rows-are-images', misconception: 'M06', condition: images('3') },
    { id: 'same-version', misconception: 'M06', condition: images('1') },
    { id: 'size-repeated', misconception: 'M12', condition: megabytes('{{mb:alpine:3.13 + alpine:3.13.5 + alpine:3.14}}') },
    { id: 'only-one-counted', condition: megabytes('{{mb:alpine:3.13}}') },
  ],
});
