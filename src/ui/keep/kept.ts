/**
 * What is kept of a learner's work: one record per key, by exercise and without the language. `card.ID` is the work on an exercise,
 * `session.ID` the commands of its machine and where the learner stands among them, `place.PAGE` which machine of a page was looked at,
 * `answer.ID.SLOT` an answer put aside.
 */
import type { Verdict } from '../../exercise/index.ts';
import type { DraftContent } from '../exercise/draft.ts';
import type { Kept } from '../kit/storage.ts';
import type { StepInput } from '../lab/protocol.ts';

export interface KeptCard extends Kept {
  readonly version: 3;
  /** of the exercise when this was written */
  readonly exerciseVersion: number;
  readonly draft: DraftContent;
  readonly attempts: number;
  readonly hintsShown: number;
  readonly isSolved: boolean;
  readonly hasBonus: boolean;
  readonly judged?: { readonly verdict: Verdict; readonly steps: number; readonly draft: DraftContent };
}

export interface KeptSession extends Kept {
  readonly version: 2;
  readonly steps: readonly StepInput[];
  readonly at: number;
  /** futures that were left, each from the start */
  readonly branches?: readonly (readonly StepInput[])[];
}

export interface KeptPlace extends Kept {
  readonly version: 1;
  /** of the machine */
  readonly id: string;
}

/** At least one of `draft` and `steps` is there. */
export interface KeptAnswer extends Kept {
  readonly version: 1;
  readonly exerciseVersion?: number;
  readonly draft?: DraftContent;
  readonly steps?: readonly StepInput[];
  /** when it was put aside, in milliseconds since 1970 */
  readonly at: number;
}

/** An imported file may have several answers to one exercise beside those that are here. */
export const FILE_SLOTS = ['file', 'file-2', 'file-3', 'file-4', 'file-5', 'file-6'] as const;

/**
 * Why an answer was put aside: it passed; it was handed in to a class; it was there before another version was brought back; another tab
 * wrote over it; the exercise has changed since; a file that was imported had it.
 */
export const SLOTS = ['passed', 'handed-in', 'before', 'other-tab', 'other-tab-steps', 'outdated', ...FILE_SLOTS] as const;
export type Slot = (typeof SLOTS)[number];

export const KINDS = ['card', 'session', 'place', 'answer'] as const;
export type Kind = (typeof KINDS)[number];

export const cardKey = (exercise: string): string => `card.${exercise}`;
export const sessionKey = (session: string): string => `session.${session}`;
export const placeKey = (page: string): string => `place.${page}`;
export const answerKey = (exercise: string, slot: Slot): string => `answer.${exercise}.${slot}`;

/** Undefined for what no version of the site has written. */
export function kindOf(key: string): Kind | undefined {
  return KINDS.find((kind) => key.startsWith(`${kind}.`));
}

/** Undefined where the key is not an answer's. */
export function slotOf(key: string): Slot | undefined {
  return key.startsWith('answer.') ? SLOTS.find((slot) => key.endsWith(`.${slot}`)) : undefined;
}

/** What stands between the kind and the slot: an exercise, a machine or a page. */
export function subjectOf(key: string): string {
  const subject = key.slice(key.indexOf('.') + 1);
  return key.startsWith('answer.') ? subject.slice(0, subject.lastIndexOf('.')) : subject;
}
