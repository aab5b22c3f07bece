import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const ticked = (item: string): Condition => ({ kind: 'ticked', item });
const notTicked = (item: string): Condition => ({ kind: 'not', of: ticked(item) });

export const exercise = defineExercise({
  id: 'which-removals-pass',
  lesson: 'removing',
  kind: 'predict',
  misconceptions: ['M28', 'M29', 'M32'],
  start: {
    commands: [
      'docker pull -q alpine:3.13',
      'docker pull -q python:alpine3.13',
      'docker pull -q hello-world',
      'docker run -d --name vivo alpine:3.13 sleep 9999',
      'docker run --name parado python:alpine3.13 true',
    ],
  },
  question: {
    kind: 'which-pass',
    items: [
      { id: 'unused', line: 'docker rmi hello-world' },
      { id: 'stopped', line: 'docker rmi python:alpine3.13' },
      { id: 'stopped-forced', line: 'docker rmi -f python:alpine3.13' },
      { id: 'running-id', line: 'docker rmi {{id:alpine:3.13}}' },
      { id: 'running-id-forced', line: 'docker rmi -f {{id:alpine:3.13}}' },
      { id: 'running-name-forced', line: 'docker rmi -f alpine:3.13' },
    ],
  },
  nearMisses: [
    { id: 'force-beats-running', misconception: 'M28', condition: ticked('running-id-forced') },
    { id: 'id-of-running', misconception: 'M29', condition: ticked('running-id') },
    { id: 'stopped-is-unused', misconception: 'M29', condition: ticked('stopped') },
    { id: 'unused-refused', condition: notTicked('unused') },
    { id: 'force-does-nothing', misconception: 'M28', condition: notTicked('stopped-forced') },
    { id: 'name-is-like-id', misconception: 'M32', condition: notTicked('running-name-forced') },
  ],
});
