import { atLeast, atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const nodeHere: Condition = { kind: 'image-exists', ref: 'node:alpine3.13' };
const alpineShares: Condition = { kind: 'base-image-here', ref: 'node:alpine3.13', layers: 1 };
const notShared: Condition = { kind: 'not', of: alpineShares };
const tooMany: Condition = { kind: 'downloads', is: atLeast(5) };

export const exercise = defineExercise({
  id: 'demo-that-broke',
  lesson: 'sharing',
  kind: 'repair',
  misconceptions: ['M05', 'M18'],
  start: { movedTags: [{ repository: 'library/alpine', tag: '3.13', to: '3.13.12' }] },
  given: ['docker pull alpine:3.13', 'docker pull node:alpine3.13'],
  goals: [
    { id: 'node-here', condition: nodeHere },
    { id: 'alpine-shares', condition: alpineShares },
    { id: 'few-downloads', condition: { kind: 'downloads', is: atMost(4) } },
  ],
  nearMisses: [
    {
      id: 'renamed',
      misconception: 'M05',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'tag' }, nodeHere, notShared] },
    },
    {
      id: 'same-name-other-build',
      misconception: 'M05',
      condition: {
        kind: 'all',
        of: [{ kind: 'image-exists', ref: 'alpine:3.13' }, nodeHere, notShared, { kind: 'downloads', is: exactly(5) }],
      },
    },
    {
      id: 'other-base',
      misconception: 'M18',
      condition: { kind: 'all', of: [{ kind: 'image-exists', ref: 'alpine:3.14' }, nodeHere, notShared] },
    },
    {
      id: 'alpine-missing',
      misconception: 'M18',
      condition: {
        kind: 'all',
        of: [nodeHere, { kind: 'not', of: { kind: 'repository-exists', repository: 'alpine' } }, notShared],
      },
    },
  ],
  deadEnds: [{ id: 'too-many-downloads', condition: tooMany }],
});
