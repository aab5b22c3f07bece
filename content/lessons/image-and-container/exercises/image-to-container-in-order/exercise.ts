import { type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const listShowsIt: Condition = { kind: 'printed', of: '^docker images$', pattern: '^alpine ' };
const pulledByCreate: Condition = { kind: 'printed', of: '^docker create', pattern: 'Unable to find image' };

export const exercise = defineExercise({
  id: 'image-to-container-in-order',
  lesson: 'image-and-container',
  kind: 'order',
  misconceptions: ['M01', 'M03'],
  blocks: [
    { id: 'remove', text: 'docker rm caixa' },
    { id: 'create', text: 'docker create --name caixa alpine:3.13 cat /etc/alpine-release' },
    { id: 'run', text: 'docker run --name caixa alpine:3.13', imitates: 'create' },
    { id: 'list', text: 'docker images' },
    { id: 'start', text: 'docker start -a caixa' },
    { id: 'start-image', text: 'docker start -a alpine:3.13', imitates: 'start' },
    { id: 'pull', text: 'docker pull alpine:3.13' },
  ],
  goals: [
    { id: 'image-here', condition: { kind: 'image-exists', ref: 'alpine:3.13' } },
    { id: 'pulled-on-its-own', condition: { kind: 'not', of: pulledByCreate } },
    { id: 'version-shown', condition: { kind: 'printed', of: '^docker start -a caixa$', pattern: '^3\\.13\\.5$' } },
    { id: 'container-removed', condition: { kind: 'container-state', container: 'caixa', is: 'absent' } },
    { id: 'listed', condition: listShowsIt },
    { id: 'nothing-failed', condition: { kind: 'failed-count', is: exactly(0) } },
  ],
  nearMisses: [
    { id: 'pulled-by-create', misconception: 'M01', condition: pulledByCreate },
    {
      id: 'removed-too-early',
      misconception: 'M24',
      condition: { kind: 'printed', of: '^docker start -a caixa$', pattern: 'No such container' },
    },
    { id: 'started-an-image', misconception: 'M01', condition: { kind: 'typed', pattern: '^docker start -a alpine' } },
    {
      id: 'name-taken',
      misconception: 'M03',
      condition: { kind: 'printed', pattern: 'is already in use by container' },
    },
    { id: 'ran-instead', misconception: 'M03', condition: { kind: 'typed', pattern: '^docker run' } },
    {
      id: 'not-removed',
      misconception: 'M24',
      condition: { kind: 'container-state', container: 'caixa', is: 'exited' },
    },
    {
      id: 'listed-too-early',
      misconception: 'M01',
      condition: {
        kind: 'all',
        of: [
          { kind: 'typed', pattern: '^docker images$' },
          { kind: 'not', of: listShowsIt },
        ],
      },
    },
  ],
});
