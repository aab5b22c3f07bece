/** What a wall shows when nobody chooses: the vote that is on, else the machine that is shown, else where the class is, else how to get in. */
import type { ClassView } from '../../../server/domain/class-view.ts';
import type { WallScene } from './wall-channel.ts';

export type ShownScene = Exclude<WallScene, 'auto'> | 'vote';

export function sceneFor(view: Pick<ClassView, 'votes' | 'pace' | 'rows' | 'shown'>): ShownScene {
  const vote = view.votes.at(-1);
  if (vote?.open !== true && view.shown !== undefined) return 'machine';
  const isBetweenRounds = vote !== undefined && !vote.open && vote.round === 1 && (vote.cast ?? 0) > 0;
  if (vote !== undefined && (vote.open || vote.published || isBetweenRounds)) return 'vote';
  if (view.pace.mode !== 'free') return 'place';
  return (view.rows ?? []).some(({ cells }) => Object.keys(cells).length > 0) ? 'progress' : 'code';
}
