import { atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const FORCE = ['-f', '--force'];
/** Only of what removes: the `-f` of the prunes asks nothing, it merely does not ask. */
const forced: Condition = {
  kind: 'any',
  of: [
    { kind: 'used', command: 'rmi', flags: FORCE },
    { kind: 'used', command: 'rm', flags: FORCE },
  ],
};
const imagesLeft: Condition = { kind: 'image-count', is: atLeast(1) };
const noContainer: Condition = { kind: 'container-count', is: exactly(0) };
const containerLeft: Condition = { kind: 'container-state', container: 'velho', is: 'exited' };

export const exercise = defineExercise({
  id: 'remove-without-forcing',
  lesson: 'removing',
  kind: 'commands',
  misconceptions: ['M28', 'M29'],
  start: { commands: ['docker pull -q alpine:3.13', 'docker run --name velho alpine:3.13 true'] },
  goals: [
    { id: 'no-containers', condition: noContainer },
    { id: 'no-images', condition: { kind: 'image-count', is: exactly(0) } },
    { id: 'disk-empty', condition: { kind: 'store-layers', is: exactly(0) } },
    { id: 'nothing-forced', condition: { kind: 'not', of: forced } },
  ],
  nearMisses: [
    {
      id: 'forced-the-image',
      misconception: 'M28',
      condition: { kind: 'all', of: [forced, { kind: 'not', of: imagesLeft }, containerLeft] },
    },
    {
      id: 'clean-but-forced',
      misconception: 'M28',
      condition: { kind: 'all', of: [forced, { kind: 'not', of: imagesLeft }, noContainer] },
    },
    {
      id: 'only-stopped',
      misconception: 'M29',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'stop' }, imagesLeft, containerLeft] },
    },
    {
      id: 'not-confirmed',
      condition: {
        kind: 'all',
        of: [imagesLeft, containerLeft, { kind: 'printed', pattern: 'Are you sure you want to continue' }],
      },
    },
    {
      id: 'pruned-what-is-used',
      misconception: 'M29',
      condition: { kind: 'all', of: [{ kind: 'used', command: 'image prune' }, imagesLeft, containerLeft] },
    },
    {
      id: 'refused',
      misconception: 'M29',
      condition: {
        kind: 'all',
        of: [
          { kind: 'printed', pattern: 'is using its referenced image|is being used by stopped container' },
          imagesLeft,
          containerLeft,
        ],
      },
    },
    { id: 'half-done', condition: { kind: 'all', of: [noContainer, imagesLeft] } },
  ],
  deadEnds: [{ id: 'forced', misconception: 'M28', condition: forced }],
});
