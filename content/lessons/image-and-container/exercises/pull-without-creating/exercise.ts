import { atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

/** By ID, so that the name on another image does not count. */
const imageHere: Condition = { kind: 'same-image', a: 'alpine:3.13', b: '{{id:alpine:3.13}}' };
const noContainer: Condition = { kind: 'container-count', is: exactly(0) };
const containerLeft: Condition = { kind: 'container-count', is: atLeast(1) };
const wasCreated: Condition = { kind: 'created', is: atLeast(1) };

export const exercise = defineExercise({
  id: 'pull-without-creating',
  lesson: 'image-and-container',
  kind: 'commands',
  misconceptions: ['M01', 'M02'],
  goals: [
    { id: 'image-here', condition: imageHere },
    { id: 'no-container', condition: noContainer },
    { id: 'never-created', condition: { kind: 'created', is: exactly(0) } },
  ],
  nearMisses: [
    {
      id: 'only-listed',
      misconception: 'M01',
      condition: {
        kind: 'all',
        of: [
          { kind: 'used', command: 'images' },
          { kind: 'not', of: { kind: 'used', command: 'pull' } },
          { kind: 'image-count', is: exactly(0) },
        ],
      },
    },
    {
      id: 'pulled-latest',
      misconception: 'M08',
      condition: {
        kind: 'all',
        of: [
          { kind: 'image-exists', ref: 'alpine:latest' },
          { kind: 'not', of: { kind: 'image-exists', ref: 'alpine:3.13' } },
        ],
      },
    },
    {
      id: 'created-it',
      misconception: 'M01',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'create' }, containerLeft] },
    },
    {
      id: 'ran-it',
      misconception: 'M01',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'run' }, containerLeft] },
    },
    { id: 'ran-and-removed', misconception: 'M01', condition: { kind: 'all', of: [wasCreated, noContainer, imageHere] } },
    {
      id: 'named-another',
      misconception: 'M07',
      condition: {
        kind: 'all',
        of: [
          { kind: 'image-exists', ref: 'alpine:3.13' },
          { kind: 'not', of: imageHere },
        ],
      },
    },
    { id: 'tagged-it', misconception: 'M05', condition: { kind: 'all', of: [{ kind: 'used', command: 'tag' }, imageHere] } },
  ],
  deadEnds: [{ id: 'container-was-born', misconception: 'M01', condition: wasCreated }],
  hiddenVariants: [
    {
      id: 'holds-after-the-tag-moves',
      start: { files: {}, commands: [], movedTags: [{ repository: 'library/alpine', tag: '3.13', to: '3.13.12' }] },
      goals: [{ id: 'new-image-here', condition: { kind: 'same-image', a: 'alpine:3.13', b: '{{id:alpine:3.13.12}}' } }],
    },
  ],
});
