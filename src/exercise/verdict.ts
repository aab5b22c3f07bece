/** What the learner is told, as ids: the words are in the exercise's texts. */

export interface Verdict {
  readonly kind: 'passed' | 'near-miss' | 'dead-end' | 'not-yet';
  readonly goals: readonly GoalVerdict[];
  /** of a prediction: one per item or field */
  readonly items: readonly ItemVerdict[];
  readonly nearMiss?: string;
  /** Also given beside a near miss where the goals cannot be reached from here. */
  readonly deadEnd?: { readonly id: string; readonly beforeLine: number };
  /** Key of the misconception that the near miss or dead end shows. */
  readonly misconception?: string;
  /** Present where the exercise has a bonus and was passed. */
  readonly bonus?: boolean;
}
export interface GoalVerdict {
  readonly id: string;
  readonly met: boolean;
}
export interface ItemVerdict {
  readonly id: string;
  /** the prediction was right */
  readonly met: boolean;
  readonly truth: boolean | number | string;
  /** what the engine really printed, both streams in order of appearance per line */
  readonly output: string;
  readonly status: number;
}
