import { atMost, type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const named: Condition = { kind: 'image-exists', ref: 'base:estavel' };
const notNamed: Condition = { kind: 'not', of: named };
const sameImage: Condition = { kind: 'same-image', a: 'alpine:3.13', b: 'base:estavel' };

export const exercise = defineExercise({
  id: 'second-tag',
  lesson: 'names-and-ids',
  kind: 'commands',
  misconceptions: ['M06', 'M07'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  goals: [
    { id: 'same-image', condition: sameImage },
    { id: 'nothing-downloaded', condition: { kind: 'downloads', is: atMost(0) } },
  ],
  nearMisses: [
    { id: 'wrong-way-round', condition: { kind: 'printed', pattern: 'No such image: base:estavel' } },
    {
      id: 'no-tag',
      misconception: 'M08',
      condition: { kind: 'all', of: [{ kind: 'image-exists', ref: 'base:latest' }, notNamed] },
    },
    {
      id: 'pulled',
      misconception: 'M07',
      condition: { kind: 'all', of: [{ kind: 'printed', pattern: 'denied for base' }, notNamed] },
    },
    {
      id: 'another-image',
      misconception: 'M07',
      condition: { kind: 'all', of: [named, { kind: 'image-exists', ref: 'alpine:3.13' }, { kind: 'not', of: sameImage }] },
    },
    {
      id: 'old-name-lost',
      misconception: 'M07',
      condition: { kind: 'all', of: [named, { kind: 'not', of: { kind: 'image-exists', ref: 'alpine:3.13' } }] },
    },
    {
      id: 'whatever-is-here',
      misconception: 'M06',
      condition: { kind: 'all', of: [sameImage, { kind: 'typed', pattern: '\\$\\(docker|`docker|xargs' }] },
    },
  ],
  hiddenVariants: [
    {
      id: 'holds-among-others',
      start: { files: {}, commands: ['docker pull -q hello-world', 'docker pull -q alpine:3.13'], movedTags: [] },
      goals: [{ id: 'same-image-again', condition: sameImage }],
    },
  ],
});
