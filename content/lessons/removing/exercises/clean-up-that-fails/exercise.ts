import { atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const sameImage: Condition = { kind: 'same-image', a: 'alpine:3.13', b: '{{id:alpine:3.13}}' };
const kept: Condition = { kind: 'container-kept', container: 'vivo' };
const running: Condition = { kind: 'container-state', container: 'vivo', is: 'running' };
const images = (is: { min?: number; max?: number }): Condition => ({ kind: 'image-count', is });
const containers = (is: { min?: number; max?: number }): Condition => ({ kind: 'container-count', is });
const noErrors: Condition = { kind: 'failed-count', is: exactly(0) };

const alive: Condition = { kind: 'all', of: [kept, running] };
const clean: Condition = {
  kind: 'all',
  of: [containers(exactly(1)), images(exactly(1)), { kind: 'store-layers', is: exactly(1) }],
};

export const exercise = defineExercise({
  id: 'clean-up-that-fails',
  lesson: 'removing',
  kind: 'repair',
  misconceptions: ['M29', 'M32', 'M35'],
  start: {
    commands: [
      'docker pull -q alpine:3.13',
      'docker pull -q python:alpine3.13',
      'docker pull -q hello-world',
      'docker run -d --name vivo alpine:3.13 sleep 9999',
      'docker run --name parado python:alpine3.13 true',
    ],
  },
  given: ['docker rmi -f $(docker images -q)'],
  goals: [
    { id: 'alive', condition: alive },
    { id: 'name-kept', condition: sameImage },
    { id: 'no-other-container', condition: containers(exactly(1)) },
    { id: 'no-other-image', condition: images(exactly(1)) },
    { id: 'no-other-layer', condition: { kind: 'store-layers', is: exactly(1) } },
    { id: 'no-errors', condition: noErrors },
  ],
  nearMisses: [
    {
      id: 'stopped-vivo',
      condition: { kind: 'all', of: [kept, { kind: 'not', of: running }] },
    },
    {
      id: 'name-lost',
      misconception: 'M32',
      condition: {
        kind: 'all',
        of: [kept, { kind: 'image-exists', ref: '{{id:alpine:3.13}}' }, { kind: 'not', of: sameImage }],
      },
    },
    {
      id: 'forced-what-runs',
      misconception: 'M28',
      condition: {
        kind: 'all',
        of: [alive, { kind: 'failed-count', is: atLeast(1) }, { kind: 'printed', pattern: 'cannot be forced' }],
      },
    },
    {
      id: 'stopped-still-uses',
      misconception: 'M29',
      condition: {
        kind: 'all',
        of: [
          alive,
          { kind: 'container-state', container: 'parado', is: 'exited' },
          { kind: 'image-exists', ref: 'python:alpine3.13' },
          { kind: 'not', of: { kind: 'image-exists', ref: 'hello-world' } },
        ],
      },
    },
    {
      id: 'not-confirmed',
      condition: {
        kind: 'all',
        of: [alive, images(exactly(3)), containers(exactly(2)), { kind: 'printed', pattern: 'Are you sure you want to continue' }],
      },
    },
    {
      id: 'nothing-dangling-here',
      misconception: 'M34',
      condition: {
        kind: 'all',
        of: [
          { kind: 'used', command: 'image prune' },
          images(exactly(3)),
          { kind: 'container-state', container: 'parado', is: 'exited' },
        ],
      },
    },
    {
      id: 'images-left',
      condition: { kind: 'all', of: [alive, containers(exactly(1)), images(atLeast(2))] },
    },
    {
      id: 'only-tonight',
      condition: { kind: 'all', of: [alive, clean, noErrors, { kind: 'typed', pattern: 'parado|python|hello-world' }] },
    },
  ],
  deadEnds: [{ id: 'vivo-taken-down', condition: { kind: 'not', of: kept } }],
  hiddenVariants: [
    {
      id: 'another-night',
      start: {
        files: {},
        movedTags: [],
        commands: [
          'docker pull -q alpine:3.13',
          'docker pull -q alpine:3.14',
          'docker pull -q loja/site:1.0',
          'docker run -d --name vivo alpine:3.13 sleep 9999',
          'docker run --name vitrine loja/site:1.0',
          'docker run --name conta alpine:3.14 true',
        ],
      },
      goals: [
        { id: 'alive', condition: alive },
        { id: 'name-kept', condition: sameImage },
        { id: 'clean', condition: clean },
        { id: 'no-errors', condition: noErrors },
      ],
    },
  ],
});
