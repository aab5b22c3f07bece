import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const NOTE = '/nota.txt';
const noteIn = (container: string): Condition => ({
  kind: 'file-in-container',
  container,
  path: NOTE,
  is: { kind: 'equals', text: 'camadas' },
});
const noNoteIn = (container: string): Condition => ({ kind: 'file-in-container', container, path: NOTE, is: { kind: 'absent' } });
const running = (container: string): Condition => ({ kind: 'container-state', container, is: 'running' });
const kept: Condition = { kind: 'container-kept', container: 'caderno' };
const survived: Condition = {
  kind: 'file-at-start',
  container: 'caderno',
  path: NOTE,
  is: { kind: 'equals', text: 'camadas' },
};
/** By ID: `alpine:3.13` may have been given to another image since. */
const otherFromImage: Condition = { kind: 'container-uses', container: 'outro', ref: '{{id:alpine:3.13}}' };
const sameImage: Condition = { kind: 'same-image', a: 'alpine:3.13', b: '{{id:alpine:3.13}}' };

export const exercise = defineExercise({
  id: 'note-that-survives',
  lesson: 'container-layer',
  kind: 'commands',
  misconceptions: ['M23', 'M24', 'M26'],
  start: { commands: ['docker pull -q alpine:3.13', 'docker run -d --name caderno alpine:3.13 sleep 9999'] },
  goals: [
    { id: 'note-written', condition: { kind: 'all', of: [kept, noteIn('caderno')] } },
    { id: 'note-survived', condition: { kind: 'all', of: [kept, running('caderno'), survived] } },
    { id: 'other-running', condition: { kind: 'all', of: [running('outro'), otherFromImage] } },
    { id: 'other-clean', condition: noNoteIn('outro') },
    { id: 'image-unchanged', condition: sameImage },
  ],
  nearMisses: [
    {
      id: 'removed-and-made-again',
      misconception: 'M24',
      condition: { kind: 'all', of: [running('caderno'), { kind: 'not', of: kept }] },
    },
    {
      id: 'committed-over-the-image',
      misconception: 'M27',
      condition: {
        kind: 'all',
        of: [
          { kind: 'used', command: 'commit' },
          { kind: 'not', of: sameImage },
        ],
      },
    },
    {
      id: 'note-in-the-other',
      misconception: 'M26',
      condition: { kind: 'all', of: [noteIn('outro'), { kind: 'not', of: noteIn('caderno') }] },
    },
    { id: 'note-in-both', misconception: 'M26', condition: { kind: 'all', of: [kept, noteIn('outro'), noteIn('caderno')] } },
    {
      id: 'not-restarted',
      condition: {
        kind: 'all',
        of: [kept, running('caderno'), noteIn('caderno'), { kind: 'starts-of', container: 'caderno', is: { max: 1 } }],
      },
    },
    {
      id: 'written-afterwards',
      condition: { kind: 'all', of: [kept, running('caderno'), noteIn('caderno'), { kind: 'not', of: survived }] },
    },
    {
      id: 'written-on-the-host',
      condition: {
        kind: 'all',
        of: [kept, noNoteIn('caderno'), { kind: 'typed', pattern: 'docker (container )?exec [^\'"\\n]*> *\\S*nota' }],
      },
    },
    {
      id: 'other-ended',
      condition: { kind: 'all', of: [kept, noteIn('caderno'), { kind: 'container-state', container: 'outro', is: 'exited' }] },
    },
    {
      id: 'left-stopped',
      condition: {
        kind: 'all',
        of: [kept, { kind: 'container-state', container: 'caderno', is: 'exited' }, noteIn('caderno')],
      },
    },
  ],
  deadEnds: [
    {
      id: 'container-removed',
      misconception: 'M24',
      condition: { kind: 'container-state', container: 'caderno', is: 'absent' },
    },
  ],
});
