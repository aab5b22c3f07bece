import { atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const PINNED = 'fixa:1';
const version = (ref: string, text: string): Condition => ({
  kind: 'file-in-image',
  ref,
  path: '/etc/alpine-release',
  is: { kind: 'equals', text },
});
const pinnedHere: Condition = { kind: 'image-exists', ref: PINNED };
const pulledOld: Condition = { kind: 'image-exists', ref: '{{id:alpine:3.13.5}}' };
const unpinned: Condition = { kind: 'all', of: [pulledOld, { kind: 'not', of: pinnedHere }] };

export const exercise = defineExercise({
  id: 'pin-the-version',
  lesson: 'pinning-and-moving',
  kind: 'commands',
  misconceptions: ['M05', 'M10', 'M36'],
  start: { movedTags: [{ repository: 'library/alpine', tag: '3.13', to: '3.13.12' }] },
  goals: [
    { id: 'old-pinned', condition: version(PINNED, '3.13.5') },
    { id: 'new-here', condition: version('alpine:3.13', '3.13.12') },
    { id: 'nothing-dangling', condition: { kind: 'dangling-count', is: exactly(0) } },
    { id: 'two-images', condition: { kind: 'image-count', is: exactly(2) } },
  ],
  nearMisses: [
    { id: 'pinned-the-new-one', misconception: 'M05', condition: version(PINNED, '3.13.12') },
    {
      id: 'pruned-the-digest',
      misconception: 'M36',
      condition: {
        kind: 'all',
        of: [
          { kind: 'used', command: 'image prune' },
          { kind: 'not', of: pulledOld },
        ],
      },
    },
    { id: 'digest-is-no-tag', misconception: 'M10', condition: { kind: 'printed', pattern: 'No such image: alpine:3\\.13$' } },
    {
      id: 'no-name-yet',
      misconception: 'M36',
      condition: { kind: 'all', of: [unpinned, { kind: 'dangling-count', is: atLeast(1) }] },
    },
    {
      id: 'another-name',
      condition: { kind: 'all', of: [unpinned, { kind: 'dangling-count', is: exactly(0) }] },
    },
  ],
});
