import { atLeast, atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

/** By ID: another name for the same image would not do. */
const imageHere: Condition = { kind: 'image-exists', ref: '{{id:alpine:3.13}}' };
const startedAgain: Condition = { kind: 'starts-of', container: 'guarda', is: atLeast(2) };

export const exercise = defineExercise({
  id: 'force-and-carry-on',
  lesson: 'removing',
  kind: 'commands',
  misconceptions: ['M31'],
  start: {
    commands: ['docker pull -q alpine:3.13', "docker run --name guarda alpine:3.13 sh -c 'echo oi >> /nota.txt; cat /nota.txt'"],
  },
  goals: [
    { id: 'image-gone', condition: { kind: 'not', of: imageHere } },
    { id: 'started-without-image', condition: { kind: 'started-without-image', container: 'guarda' } },
    {
      id: 'note-written-twice',
      condition: { kind: 'lines-in-container-file', container: 'guarda', path: '/nota.txt', pattern: '^oi$', is: exactly(2) },
    },
    { id: 'nothing-downloaded', condition: { kind: 'downloads', is: atMost(0) } },
    { id: 'no-new-container', condition: { kind: 'created', is: exactly(0) } },
  ],
  nearMisses: [
    {
      id: 'ran-another',
      misconception: 'M03',
      condition: {
        kind: 'any',
        of: [
          { kind: 'used', command: 'run' },
          { kind: 'used', command: 'create' },
        ],
      },
    },
    {
      id: 'pulled-again',
      misconception: 'M31',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'pull' }, imageHere, startedAgain] },
    },
    {
      id: 'refused',
      misconception: 'M29',
      condition: {
        kind: 'all',
        of: [
          imageHere,
          { kind: 'printed', pattern: 'must force|must be forced' },
          { kind: 'not', of: { kind: 'used', command: 'pull' } },
        ],
      },
    },
    {
      id: 'started-before-removing',
      condition: {
        kind: 'all',
        of: [
          startedAgain,
          { kind: 'not', of: imageHere },
          { kind: 'not', of: { kind: 'started-without-image', container: 'guarda' } },
        ],
      },
    },
    { id: 'image-still-here', condition: { kind: 'all', of: [startedAgain, imageHere] } },
    {
      id: 'started-too-often',
      condition: { kind: 'lines-in-container-file', container: 'guarda', path: '/nota.txt', pattern: '^oi$', is: atLeast(3) },
    },
    {
      id: 'not-started',
      condition: {
        kind: 'all',
        of: [
          { kind: 'not', of: imageHere },
          { kind: 'container-state', container: 'guarda', is: 'exited' },
          { kind: 'starts-of', container: 'guarda', is: exactly(1) },
        ],
      },
    },
  ],
  deadEnds: [
    { id: 'container-removed', misconception: 'M24', condition: { kind: 'container-state', container: 'guarda', is: 'absent' } },
  ],
});
