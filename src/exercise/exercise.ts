/**
 * An exercise's facts, without a sentence: those are in the texts of each language, by the ids given here. Plain JSON.
 *
 * The start state is made by running `start` on an empty machine; nothing is kept from other exercises. A word like
 * `{{id:alpine:3.13}}` in any text here is filled from the lab's registry when the exercise is loaded.
 */
import type { Condition, Pattern } from './condition.ts';

/** Lower-case words joined by hyphens. Permanent, and without a number: the order is the course's. */
export type ExerciseId = string & { readonly __brand: 'ExerciseId' };
export type LessonId = string & { readonly __brand: 'LessonId' };

export const EXERCISE_KINDS = ['commands', 'predict', 'dockerfile', 'order', 'repair', 'find-layer', 'challenge'] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

export type Exercise = CommandsExercise | DockerfileExercise | OrderExercise | PredictionExercise;

interface ExerciseFacts {
  readonly id: ExerciseId;
  readonly lesson: LessonId;
  /** Counted up when an answer saved earlier no longer means the same. */
  readonly version: number;
  /** Keys of the misconceptions it is about: `M31`. */
  readonly misconceptions: readonly string[];
  readonly start: StartState;
}

export interface StartState {
  readonly files: Readonly<Record<string, StartFile>>;
  /** Run one by one on an empty machine; each must end with status 0. */
  readonly commands: readonly string[];
  /** Tags that have moved in the registry. */
  readonly movedTags: readonly MovedTag[];
}
/** Text, or so many zero bytes. */
export type StartFile = string | { readonly zeros: number };
export interface MovedTag {
  /** as the registry knows it: `library/alpine` */
  readonly repository: string;
  readonly tag: string;
  /** the tag it now means the same as */
  readonly to: string;
}

interface JudgedByGoals extends ExerciseFacts {
  readonly goals: readonly Goal[];
  /** In the order in which they are tried. */
  readonly nearMisses: readonly NearMiss[];
  readonly deadEnds: readonly DeadEnd[];
  /** Run after the answer, on what it left, out of the learner's sight. */
  readonly probes: readonly string[];
  /** Other start states on which the same answer must hold, so that one written for a single case fails. */
  readonly hiddenVariants: readonly HiddenVariant[];
  /** For more than passing: fewer commands, fewer bytes. */
  readonly bonus?: Condition;
}

/** The learner writes commands. */
export interface CommandsExercise extends JudgedByGoals {
  readonly kind: 'commands' | 'repair' | 'challenge';
  /** What stands in the editor at first; empty for a blank one. */
  readonly given: readonly string[];
  /** Files beside the commands that the learner may write: `Dockerfile`. */
  readonly editable: readonly string[];
}
/** The learner writes files; `build` is then run. */
export interface DockerfileExercise extends JudgedByGoals {
  readonly kind: 'dockerfile';
  readonly editable: readonly string[];
  readonly build: readonly string[];
}
/** The learner puts blocks in order; some are left over. With `file` they are its lines and `build` is run, else they are commands. */
export interface OrderExercise extends JudgedByGoals {
  readonly kind: 'order';
  /** as they are shown at first */
  readonly blocks: readonly Block[];
  readonly file?: string;
  readonly build: readonly string[];
}
export interface Block {
  readonly id: string;
  readonly text: string;
  /** It belongs in no solution, and is there because it looks like this other block. After some tries it goes away. */
  readonly imitates?: string;
}
/** The learner says what will happen; the engine then finds out. The truth is written nowhere. */
export interface PredictionExercise extends ExerciseFacts {
  readonly kind: 'predict' | 'find-layer';
  readonly question: Question;
  readonly nearMisses: readonly NearMiss[];
}

export type Question =
  /** Which of these commands end with status 0, each run from the same start state? */
  | { readonly kind: 'which-pass'; readonly items: readonly Item[] }
  /** Which of these lines will be printed by the last of the commands? */
  | { readonly kind: 'which-lines'; readonly run: readonly string[]; readonly items: readonly Item[] }
  /** One answer per field, measured after the commands. */
  | { readonly kind: 'fields'; readonly run: readonly string[]; readonly fields: readonly Field[] };

export interface Item {
  readonly id: string;
  readonly line: string;
}
export interface Field {
  readonly id: string;
  readonly input:
    | { readonly kind: 'number' }
    | { readonly kind: 'text' }
    | { readonly kind: 'choice'; readonly options: readonly string[] };
  readonly measure: Measure;
}
/** How a field's true value is found. Bytes are given in MB. */
export type Measure =
  | { readonly kind: 'image-count' | 'container-count' | 'dangling-count' | 'store-layers' | 'downloads' }
  | { readonly kind: 'disk'; readonly containers: boolean }
  | { readonly kind: 'image-size' | 'layer-count'; readonly ref: string }
  /** how many layers carry the file */
  | { readonly kind: 'layers-with-file'; readonly ref: string; readonly path: string }
  /** number of the highest layer, 1 the lowest, that carries the file or the text */
  | {
      readonly kind: 'highest-layer-with';
      readonly ref: string;
      readonly what: { readonly kind: 'file' | 'text'; readonly value: string };
    }
  /** how many lines printed by the command number `step` (from 0) have the pattern */
  | { readonly kind: 'printed-lines'; readonly step: number; readonly pattern: Pattern }
  /** the first group of the pattern in what that command printed */
  | { readonly kind: 'printed-text'; readonly step: number; readonly pattern: Pattern }
  /** one of two words, by a condition */
  | { readonly kind: 'either'; readonly when: Condition; readonly yes: string; readonly no: string };

export interface Goal {
  readonly id: string;
  readonly condition: Condition;
}
/** A known wrong turn, with its own feedback. */
export interface NearMiss {
  readonly id: string;
  readonly condition: Condition;
  readonly misconception?: string;
}
/** A state from which the goals cannot be reached any more; the learner is offered to go back to before the line that led there. */
export interface DeadEnd {
  readonly id: string;
  readonly condition: Condition;
  readonly misconception?: string;
}
export interface HiddenVariant {
  readonly id: string;
  readonly start: StartState;
  readonly goals: readonly Goal[];
}

export const EMPTY_START: StartState = { files: {}, commands: [], movedTags: [] };

export function isPrediction(exercise: Exercise): exercise is PredictionExercise {
  return exercise.kind === 'predict' || exercise.kind === 'find-layer';
}
