/** What a review goes through: answers by learner and exercise, from a class on a server or from files. */
import type { ReadonlySignal } from '@preact/signals';
import type { Answer } from '../../exercise/index.ts';
import type { Grade } from '../../server/domain/class-event.ts';
import type { ClassExercise } from '../classroom/class-data.ts';

export interface Attempt {
  readonly id: string;
  readonly answer: Answer;
  /** milliseconds since 1970; absent where nobody noted it */
  readonly at?: number;
  /** what counts; absent where there is no server, null where it has not judged yet */
  readonly grade?: Grade | null;
  /** names the facts that it was written for, see curriculum/content-version.ts */
  readonly content: string;
}

export interface ReviewLearner {
  readonly id: string;
  readonly name: string;
  /** exercise to how many answers; those without any are left out */
  readonly answers: ReadonlyMap<string, number>;
}

export interface ReviewSource {
  /** in the order of the table */
  readonly learners: ReadonlySignal<readonly ReviewLearner[]>;
  /** in the course's order */
  readonly exercises: readonly ClassExercise[];
  /** Oldest first. */
  listAttempts(learner: string, exercise: string): Promise<readonly Attempt[]>;
}
