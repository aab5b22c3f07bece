/** The limits that an exercise's goals and its bonus set: shown beside what has been used (`usage.ts`). */
import type { Condition } from './condition.ts';
import type { Exercise } from './exercise.ts';
import { isPrediction } from './exercise.ts';
import type { Usage } from './usage.ts';

export interface Limit {
  readonly of: keyof Usage;
  readonly max: number;
  /** it is for the bonus, not for passing */
  readonly isBonus: boolean;
}

/** Limits that must all hold; those inside `any` or `not` are no plain limits. Goals first. */
export function listLimits(exercise: Exercise): Limit[] {
  if (isPrediction(exercise)) return [];
  const bonus = exercise.bonus === undefined ? [] : limitsIn(exercise.bonus);
  return [
    ...exercise.goals.flatMap(({ condition }) => limitsIn(condition)).map((limit) => ({ ...limit, isBonus: false })),
    ...bonus.map((limit) => ({ ...limit, isBonus: true })),
  ];
}

function limitsIn(condition: Condition): Omit<Limit, 'isBonus'>[] {
  switch (condition.kind) {
    case 'all':
      return condition.of.flatMap(limitsIn);
    case 'command-count':
      return limit('commands', condition.is.max);
    case 'downloads':
      return limit('downloads', condition.is.max);
    case 'disk':
      return limit(condition.containers ? 'disk' : 'layers', condition.is.max);
    default:
      return [];
  }
}

function limit(of: keyof Usage, max: number | undefined): Omit<Limit, 'isBonus'>[] {
  return max === undefined ? [] : [{ of, max }];
}
