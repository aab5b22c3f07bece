import { expect, test } from 'vitest';
import type { ClassView, VoteView } from '../../../server/domain/class-view.ts';
import { sceneFor } from './wall-scene.ts';

const vote = (more: Partial<VoteView>): VoteView => ({
  id: 'v',
  exercise: 'one-image-three-containers',
  round: 1,
  open: false,
  published: false,
  cast: 3,
  ...more,
});
const view = (more: Partial<ClassView>) => ({ votes: [], pace: { mode: 'free' }, rows: [], ...more }) as const;
const FOLLOW = { mode: 'follow', place: { lesson: 'removing' } } as const;
const SHOWN = { steps: [], at: 0 };
const WORKED = { cells: { 'second-tag': {} } } as unknown as NonNullable<ClassView['rows']>[number];

test.each([
  { name: 'nobody yet', of: view({}), scene: 'code' },
  { name: 'somebody has begun', of: view({ rows: [WORKED] }), scene: 'progress' },
  { name: 'the class is somewhere', of: view({ pace: FOLLOW, rows: [WORKED] }), scene: 'place' },
  { name: 'a vote is open', of: view({ pace: FOLLOW, votes: [vote({ open: true })] }), scene: 'vote' },
  { name: 'a machine is shown', of: view({ pace: FOLLOW, votes: [vote({})], shown: SHOWN }), scene: 'machine' },
  { name: 'a vote is open beside it', of: view({ votes: [vote({ open: true })], shown: SHOWN }), scene: 'vote' },
  { name: 'between the rounds', of: view({ pace: FOLLOW, votes: [vote({})] }), scene: 'vote' },
  { name: 'the result is shown', of: view({ pace: FOLLOW, votes: [vote({ round: 2, published: true })] }), scene: 'vote' },
  { name: 'the result is hidden after the second round', of: view({ pace: FOLLOW, votes: [vote({ round: 2 })] }), scene: 'place' },
  { name: 'nobody voted', of: view({ pace: FOLLOW, votes: [vote({ cast: 0 })] }), scene: 'place' },
])('$name: $scene', ({ of, scene }) => {
  expect(sceneFor(of)).toBe(scene);
});
