import { atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const IMAGE = 'obra:1';
const imageHere: Condition = { kind: 'image-exists', ref: IMAGE };
const gone: Condition = { kind: 'container-state', container: 'obra', is: 'absent' };

export const exercise = defineExercise({
  id: 'layer-into-image',
  lesson: 'container-layer',
  kind: 'order',
  misconceptions: ['M26', 'M27'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  blocks: [
    { id: 'show', text: 'docker run --rm obra:1 cat /obra.txt' },
    { id: 'tag', text: 'docker tag alpine:3.13 obra:1', imitates: 'commit' },
    { id: 'commit', text: 'docker commit obra obra:1' },
    { id: 'commit-image', text: 'docker commit alpine:3.13 obra:1', imitates: 'commit' },
    { id: 'history', text: 'docker history obra:1' },
    { id: 'remove', text: 'docker rm obra' },
    { id: 'run', text: "docker run --name obra alpine:3.13 sh -c 'echo pronto > /obra.txt'" },
  ],
  goals: [
    { id: 'one-layer-more', condition: { kind: 'layer-count', ref: IMAGE, is: exactly(2) } },
    {
      id: 'file-in-image',
      condition: { kind: 'file-in-image', ref: IMAGE, path: '/obra.txt', is: { kind: 'equals', text: 'pronto' } },
    },
    { id: 'container-removed', condition: { kind: 'all', of: [{ kind: 'used', command: 'rm' }, gone] } },
    { id: 'shown', condition: { kind: 'printed', pattern: '^pronto$', of: '--rm obra:1' } },
    { id: 'no-errors', condition: { kind: 'failed-count', is: exactly(0) } },
  ],
  nearMisses: [
    { id: 'committed-the-image', misconception: 'M27', condition: { kind: 'typed', pattern: 'commit alpine' } },
    {
      id: 'named-the-image',
      misconception: 'M26',
      condition: { kind: 'same-image', a: 'alpine:3.13', b: IMAGE },
    },
    {
      id: 'removed-too-early',
      misconception: 'M24',
      condition: { kind: 'printed', pattern: 'No such container: obra', of: 'commit obra' },
    },
    {
      id: 'made-before-the-run',
      condition: {
        kind: 'all',
        of: [
          { kind: 'failed-count', is: atLeast(1) },
          { kind: 'printed', pattern: 'Unable to find image .obra:1|No such image: obra:1', of: 'obra:1' },
        ],
      },
    },
    {
      id: 'container-left',
      condition: { kind: 'all', of: [imageHere, { kind: 'container-state', container: 'obra', is: 'exited' }] },
    },
  ],
});
