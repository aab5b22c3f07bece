/**
 * Which answer is looked at, and the way from it to others: through the class on the same exercise, through the exercises of the same
 * learner, through the attempts. What it does on the machine is played in `replay.model.ts`.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ClassExercise } from '../classroom/class-data.ts';
import type { Attempt, ReviewLearner, ReviewSource } from './attempts.ts';

export interface ReviewPlace {
  readonly learner: ReviewLearner;
  readonly exercise: ClassExercise;
}

export interface ReviewModel {
  /** undefined: nothing is looked at */
  readonly place: ReadonlySignal<ReviewPlace | undefined>;
  /** undefined while they are on their way */
  readonly attempts: ReadonlySignal<readonly Attempt[] | undefined>;
  /** the one that is looked at; the last one at first */
  readonly attempt: ReadonlySignal<Attempt | undefined>;
  /** they could not be had */
  readonly isFailed: ReadonlySignal<boolean>;
  /** nobody's name is anywhere in the view */
  readonly isProjected: Signal<boolean>;
  readonly nextLearner: ReadonlySignal<string | undefined>;
  readonly previousLearner: ReadonlySignal<string | undefined>;
  readonly nextExercise: ReadonlySignal<string | undefined>;
  readonly previousExercise: ReadonlySignal<string | undefined>;
  /** @param among the way through the class leads only to these */
  open(learner: string, exercise: string, among?: readonly string[]): void;
  goToLearner(learner: string | undefined): void;
  goToExercise(exercise: string | undefined): void;
  show(attempt: string): void;
  close(): void;
}

interface Chosen {
  readonly learner: string;
  readonly exercise: string;
  readonly among: readonly string[] | undefined;
}

export function createReviewModel({ learners, exercises, listAttempts }: ReviewSource): ReviewModel {
  const chosen = signal<Chosen | undefined>(undefined);
  const attempts = signal<readonly Attempt[] | undefined>(undefined);
  const shown = signal<string | undefined>(undefined);
  const isFailed = signal(false);
  const isProjected = signal(false);
  let asked = 0;

  const learnerOf = (id: string) => learners.value.find((learner) => learner.id === id);
  const place = computed<ReviewPlace | undefined>(() => {
    if (chosen.value === undefined) return undefined;
    const learner = learnerOf(chosen.value.learner);
    const exercise = exercises.find(({ facts }) => facts.id === chosen.value?.exercise);
    return learner === undefined || exercise === undefined ? undefined : { learner, exercise };
  });

  /** Again where another answer of the same learner comes in meanwhile; what is looked at stays. */
  const key = computed(() => {
    if (chosen.value === undefined) return undefined;
    const { learner, exercise } = chosen.value;
    return JSON.stringify([learner, exercise, learnerOf(learner)?.answers.get(exercise) ?? 0]);
  });
  effect(() => {
    if (key.value === undefined) return;
    const { learner, exercise } = chosen.peek() ?? { learner: '', exercise: '' };
    const ticket = ++asked;
    void listAttempts(learner, exercise).then(
      (list) => {
        if (ticket !== asked) return;
        isFailed.value = false;
        attempts.value = list;
      },
      () => {
        if (ticket === asked) isFailed.value = true;
      },
    );
  });

  function choose(next: Chosen): void {
    const now = chosen.peek();
    if (now?.learner !== next.learner || now.exercise !== next.exercise) {
      attempts.value = undefined;
      shown.value = undefined;
      isFailed.value = false;
    }
    chosen.value = next;
  }

  /** Those who have answered this exercise, from where one stands. */
  function neighbourLearner(step: 1 | -1): string | undefined {
    const { learner, exercise, among } = chosen.value ?? {};
    if (learner === undefined || exercise === undefined) return undefined;
    const way = learners.value.filter(
      ({ id, answers }) => id === learner || (answers.has(exercise) && (among === undefined || among.includes(id))),
    );
    return way[way.findIndex(({ id }) => id === learner) + step]?.id;
  }

  function neighbourExercise(step: 1 | -1): string | undefined {
    const { learner, exercise } = chosen.value ?? {};
    if (learner === undefined || exercise === undefined) return undefined;
    const answered = learnerOf(learner)?.answers;
    const way = exercises.filter(({ facts: { id } }) => id === exercise || answered?.has(id) === true);
    return way[way.findIndex(({ facts }) => facts.id === exercise) + step]?.facts.id;
  }

  return {
    place,
    attempts,
    attempt: computed(() => attempts.value?.find(({ id }) => id === shown.value) ?? attempts.value?.at(-1)),
    isFailed,
    isProjected,
    nextLearner: computed(() => neighbourLearner(1)),
    previousLearner: computed(() => neighbourLearner(-1)),
    nextExercise: computed(() => neighbourExercise(1)),
    previousExercise: computed(() => neighbourExercise(-1)),
    open: (learner, exercise, among) => choose({ learner, exercise, among }),
    goToLearner(learner) {
      const now = chosen.peek();
      if (now !== undefined && learner !== undefined) choose({ ...now, learner });
    },
    goToExercise(exercise) {
      const now = chosen.peek();
      if (now !== undefined && exercise !== undefined) choose({ ...now, exercise, among: undefined });
    },
    show(attempt) {
      shown.value = attempt;
    },
    close() {
      asked += 1;
      chosen.value = undefined;
      attempts.value = undefined;
      shown.value = undefined;
      isProjected.value = false;
    },
  };
}
