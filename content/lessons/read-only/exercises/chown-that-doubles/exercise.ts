import { atLeast, atMost, type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const IMAGE = 'dados:1';
const FILE = '/dados/base.db';
const ownedBy = (uid: number): Condition => ({ kind: 'file-in-image', ref: IMAGE, path: FILE, is: { kind: 'owner', uid } });
const size = (is: { min?: number; max?: number }): Condition => ({ kind: 'image-size', ref: IMAGE, is });
const mentions = (text: string): Condition => ({ kind: 'history-mentions', ref: IMAGE, text });
/** `rm` of something else, as of a package index, does not make the file again. */
const remade: Condition = { kind: 'any', of: ['rm /dados', 'rm -f /dados', 'rm -rf /dados', 'rm base.db'].map(mentions) };
const SMALL_DATA = 'clientes: 42';

export const exercise = defineExercise({
  id: 'chown-that-doubles',
  lesson: 'read-only',
  kind: 'repair',
  misconceptions: ['M22'],
  start: { commands: ['docker pull -q alpine:3.13'], files: { 'base.db': { zeros: 40_000_000 } } },
  given: ['docker build -t dados:1 .'],
  editable: ['Dockerfile'],
  goals: [
    { id: 'owner', condition: ownedBy(1000) },
    { id: 'whole-file', condition: size(atLeast(40_000_000)) },
    { id: 'small', condition: size(atMost(46_000_000)) },
  ],
  nearMisses: [
    {
      id: 'mode-is-not-owner',
      misconception: 'M22',
      condition: { kind: 'all', of: [mentions('chmod '), { kind: 'not', of: mentions(' chown ') }] },
    },
    {
      id: 'remade-in-a-new-layer',
      misconception: 'M21',
      condition: { kind: 'all', of: [size(atLeast(80_000_000)), remade, ownedBy(1000)] },
    },
    {
      id: 'owner-changed-afterwards',
      misconception: 'M22',
      condition: { kind: 'all', of: [size(atLeast(80_000_000)), ownedBy(1000)] },
    },
    {
      id: 'user-does-not-count',
      condition: { kind: 'all', of: [size({ min: 40_000_000, max: 46_000_000 }), ownedBy(0)] },
    },
  ],
  hiddenVariants: [
    {
      id: 'other-data',
      start: {
        commands: ['docker pull -q alpine:3.13'],
        files: { 'base.db': `${SMALL_DATA}\n` },
        movedTags: [],
      },
      goals: [
        {
          id: 'copied',
          condition: { kind: 'file-in-image', ref: IMAGE, path: FILE, is: { kind: 'equals', text: SMALL_DATA } },
        },
        { id: 'owner', condition: ownedBy(1000) },
      ],
    },
  ],
});
