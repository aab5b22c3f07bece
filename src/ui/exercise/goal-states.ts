import type { Exercise, Verdict } from '../../exercise/index.ts';
import type { SessionModel } from '../lab/session.model.ts';
import type { DraftContent } from './draft.ts';

/** `open`: nobody has checked, or it is not so yet in the terminal; `unmet`: it was checked and is not so. */
export type GoalState = 'met' | 'unmet' | 'open';

export interface Judged {
  readonly verdict: Verdict;
  /** steps of the session when it was given */
  readonly steps: number;
  /** what was handed in */
  readonly draft: DraftContent;
}

/** A verdict counts until more is done in the terminal; from then on each goal is looked at live. */
export function goalStates(exercise: Exercise, session: SessionModel, judged: Judged | undefined): ReadonlyMap<string, GoalState> {
  if (!('goals' in exercise)) return new Map();
  const ids = [...exercise.goals, ...exercise.hiddenVariants].map(({ id }) => id);
  const steps = session.stepCount.value;
  const isFresh = judged !== undefined && (steps === 0 || (steps === judged.steps && session.at.value === steps));
  const verdicts = isFresh ? judged.verdict.goals : session.snapshot.value.goals;
  const isMet = (id: string) => verdicts.find((goal) => goal.id === id)?.met === true;
  return new Map(ids.map((id) => [id, isMet(id) ? 'met' : isFresh ? 'unmet' : 'open']));
}
