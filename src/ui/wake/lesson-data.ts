/** What a lesson page hands to its islands, as JSON (`page-data-ids.ts`). No solution is in it. */
import type { Exercise, Limit, StartState } from '../../exercise/index.ts';
import type { Messages } from '../../i18n/format-message.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ExerciseTexts } from '../exercise/exercise-texts.ts';
import type { Next } from '../exercise/feedback.tsx';
import type { Snapshot } from '../lab/protocol.ts';
import type { TrialLine } from '../lab/trial.model.ts';

export interface LessonData {
  readonly locale: Locale;
  readonly lesson: string;
  readonly messages: Messages;
  /** in the order of the page */
  readonly exercises: readonly ExerciseData[];
  /** what follows in the course */
  readonly nextLesson?: { readonly href: string; readonly title: string };
  /** the machine of a page without exercises */
  readonly free?: FreeMachine;
}

export interface FreeMachine {
  readonly start: StartState;
  /** see `LabPlace` */
  readonly outline?: string;
  readonly snapshot: Snapshot;
  /** lines that a visitor may run with one click each, in this order, and the status with which each ends */
  readonly lines: readonly TrialLine[];
}

export interface ExerciseData {
  readonly exercise: Exercise;
  readonly texts: ExerciseTexts;
  /** `7.1` */
  readonly number: string;
  readonly limits: readonly Limit[];
  /** the given code, coloured; empty for a prediction */
  readonly startHtml: string;
  /** the editable files at the start, coloured, by path */
  readonly filesHtml: Readonly<Record<string, string>>;
  readonly start: Snapshot;
  /** of its start: see `LabPlace` */
  readonly outline?: string;
}

export function exerciseAnchor(id: string): string {
  return `exercise-${id}`;
}

/** The exercise that follows on the page, or after the last one the next lesson. */
export function findNext({ exercises, nextLesson }: LessonData, id: string): Next | undefined {
  const next = exercises[exercises.findIndex(({ exercise }) => exercise.id === id) + 1];
  if (next !== undefined) return { href: `#${exerciseAnchor(next.exercise.id)}` };
  return nextLesson && { href: nextLesson.href, lesson: nextLesson.title };
}
