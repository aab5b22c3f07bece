import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const afterChange = (value: string): Condition => ({ kind: 'answered', field: 'after-change', value });
const afterTouch = (value: string): Condition => ({ kind: 'answered', field: 'after-touch', value });
const both = (change: string, touch: string): Condition => ({ kind: 'all', of: [afterChange(change), afterTouch(touch)] });
const CACHED = '^#\\d+ CACHED';

export const exercise = defineExercise({
  id: 'steps-from-the-cache',
  lesson: 'build-cache',
  kind: 'predict',
  misconceptions: ['M37', 'M39'],
  start: { commands: ['docker pull -q node:alpine3.13', 'docker build -q -t app:1 .'] },
  question: {
    kind: 'fields',
    run: [
      'echo "// nova linha" >> server.js',
      'docker build --progress=plain -t app:1 .',
      'touch server.js',
      'docker build --progress=plain -t app:1 .',
    ],
    fields: [
      { id: 'after-change', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 1, pattern: CACHED } },
      { id: 'after-touch', input: { kind: 'number' }, measure: { kind: 'printed-lines', step: 3, pattern: CACHED } },
    ],
  },
  nearMisses: [
    { id: 'settings-are-steps', condition: { kind: 'any', of: [both('3', '5'), both('4', '5')] } },
    { id: 'date-counts', misconception: 'M39', condition: both('3', '3') },
    { id: 'content-ignored', misconception: 'M37', condition: afterChange('4') },
    { id: 'all-falls', misconception: 'M37', condition: afterChange('0') },
  ],
});
