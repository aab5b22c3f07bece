import { atLeast, type Condition, defineExercise, exactly, type StartState } from '../../../../../src/exercise/index.ts';

const IMAGE = 'resgate:1';
const imageHere: Condition = { kind: 'image-exists', ref: IMAGE };
const treasureIs = (text: string): Condition => ({
  kind: 'file-in-image',
  ref: IMAGE,
  path: '/tesouro.txt',
  is: { kind: 'equals', text },
});
const twoLayers: Condition = { kind: 'layer-count', ref: IMAGE, is: exactly(2) };
const copiedOut: Condition = {
  kind: 'all',
  of: [
    { kind: 'used', command: 'cp' },
    { kind: 'not', of: { kind: 'printed', pattern: 'Could not find the file' } },
  ],
};

function start(treasure: string): StartState {
  return {
    files: {},
    movedTags: [],
    commands: [
      'docker pull -q alpine:3.13',
      `docker run --name quirky_curie alpine:3.13 sh -c 'echo nada > /tmp/rascunho'`,
      `docker run --name bold_noether alpine:3.13 sh -c 'echo ${treasure} > /tesouro.txt'`,
      'docker run --name sleepy_dijkstra alpine:3.13 cat /tesouro.txt || true',
    ],
  };
}

export const exercise = defineExercise({
  id: 'rescue-the-file',
  lesson: 'container-layer',
  kind: 'commands',
  misconceptions: ['M03', 'M24'],
  start: start('senha-do-wifi'),
  goals: [
    { id: 'image-made', condition: imageHere },
    { id: 'treasure-inside', condition: treasureIs('senha-do-wifi') },
    { id: 'one-layer-more', condition: twoLayers },
  ],
  nearMisses: [
    {
      id: 'wrong-container',
      condition: { kind: 'file-in-image', ref: IMAGE, path: '/tmp/rascunho', is: { kind: 'present' } },
    },
    { id: 'named-the-image', misconception: 'M23', condition: { kind: 'same-image', a: 'alpine:3.13', b: IMAGE } },
    {
      id: 'new-and-empty',
      misconception: 'M03',
      condition: {
        kind: 'all',
        of: [
          { kind: 'used', command: 'commit' },
          { kind: 'layer-count', ref: IMAGE, is: exactly(1) },
        ],
      },
    },
    {
      id: 'started-only',
      condition: {
        kind: 'all',
        of: [
          { kind: 'not', of: imageHere },
          { kind: 'starts-of', container: 'bold_noether', is: atLeast(2) },
        ],
      },
    },
    {
      id: 'copied-out-only',
      condition: {
        kind: 'all',
        of: [{ kind: 'not', of: imageHere }, copiedOut],
      },
    },
    {
      id: 'too-many-layers',
      condition: { kind: 'all', of: [treasureIs('senha-do-wifi'), { kind: 'layer-count', ref: IMAGE, is: atLeast(3) }] },
    },
  ],
  deadEnds: [
    {
      id: 'treasure-removed',
      misconception: 'M24',
      condition: {
        kind: 'all',
        of: [
          { kind: 'container-state', container: 'bold_noether', is: 'absent' },
          { kind: 'not', of: imageHere },
          { kind: 'not', of: copiedOut },
        ],
      },
    },
  ],
  hiddenVariants: [
    {
      id: 'really-rescued',
      start: start('outra-senha'),
      goals: [
        { id: 'treasure-inside', condition: treasureIs('outra-senha') },
        { id: 'one-layer-more', condition: twoLayers },
      ],
    },
  ],
});
