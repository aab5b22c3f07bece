import { type Condition, defineExercise, exactly, type StartState } from '../../../../../src/exercise/index.ts';

const DOCKERFILE = 'FROM alpine:3.13\nCOPY v.txt /v.txt\n';
const here = (ref: string): Condition => ({ kind: 'image-exists', ref });
const not = (of: Condition): Condition => ({ kind: 'not', of });
const dangling = (is: { min?: number; max?: number }): Condition => ({ kind: 'dangling-count', is });
const currentIs = (text: string): Condition => ({
  kind: 'file-in-image',
  ref: 'app:1',
  path: '/v.txt',
  is: { kind: 'equals', text },
});
const python: Condition = { kind: 'same-image', a: 'python:alpine3.13', b: '{{id:python:alpine3.13}}' };
const guardKept: Condition = { kind: 'container-kept', container: 'guarda' };

function start(unused: string, versions: readonly string[]): StartState {
  return {
    files: { Dockerfile: DOCKERFILE, 'v.txt': `${versions[0]}\n` },
    movedTags: [],
    commands: [
      'docker pull -q alpine:3.13',
      `docker pull -q ${unused}`,
      ...versions.map((version) => `echo ${version} > v.txt; docker build -q -t app:1 .`),
      `docker run --name guarda alpine:3.13 sh -c 'echo dado > /dado.txt'`,
    ],
  };
}

export const exercise = defineExercise({
  id: 'prune-only-dangling',
  lesson: 'cleaning-up',
  kind: 'commands',
  misconceptions: ['M34', 'M35', 'M36'],
  start: start('python:alpine3.13', ['v1', 'v2', 'v3']),
  goals: [
    { id: 'none-dangling', condition: dangling(exactly(0)) },
    { id: 'unused-kept', condition: python },
    { id: 'current-kept', condition: currentIs('v3') },
    { id: 'container-kept', condition: guardKept },
    { id: 'base-kept', condition: { kind: 'same-image', a: 'alpine:3.13', b: '{{id:alpine:3.13}}' } },
  ],
  nearMisses: [
    {
      id: 'removed-the-current',
      misconception: 'M33',
      condition: { kind: 'all', of: [not(here('app:1')), python, guardKept] },
    },
    {
      id: 'took-the-unused',
      misconception: 'M35',
      condition: { kind: 'all', of: [not(python), guardKept, { kind: 'used', command: 'image prune', flags: ['-a', '--all'] }] },
    },
    { id: 'named-ones-too', condition: { kind: 'all', of: [not(python), guardKept] } },
    {
      id: 'not-confirmed',
      condition: { kind: 'all', of: [dangling(exactly(2)), { kind: 'printed', pattern: 'Are you sure you want to continue' }] },
    },
    {
      id: 'listed-only',
      condition: {
        kind: 'all',
        of: [
          dangling(exactly(2)),
          { kind: 'used', command: 'images' },
          not({ kind: 'used', command: 'rmi' }),
          not({ kind: 'used', command: 'image prune' }),
        ],
      },
    },
  ],
  deadEnds: [{ id: 'container-gone', misconception: 'M35', condition: not(guardKept) }],
  hiddenVariants: [
    {
      id: 'other-day',
      start: start('loja/site:1.0', ['segunda', 'terca', 'quarta', 'quinta']),
      goals: [
        { id: 'none-dangling', condition: dangling(exactly(0)) },
        { id: 'unused-kept', condition: here('loja/site:1.0') },
        { id: 'current-kept', condition: currentIs('quinta') },
        { id: 'container-kept', condition: guardKept },
      ],
    },
  ],
});
