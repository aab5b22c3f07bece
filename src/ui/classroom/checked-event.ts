/** Says in the page that an answer was checked, for whoever hands it in; and that one was handed in, for whoever offers it again. */
import type { Answer } from '../../exercise/index.ts';

export const CHECKED_EVENT = 'camadas:checked';

export const HANDED_IN_EVENT = 'camadas:handed-in';

export interface Checked {
  readonly exercise: string;
  readonly answer: Answer;
}

declare global {
  interface WindowEventMap {
    [CHECKED_EVENT]: CustomEvent<Checked>;
    /** the exercise's id */
    [HANDED_IN_EVENT]: CustomEvent<string>;
  }
}

export function tellChecked(detail: Checked): void {
  dispatchEvent(new CustomEvent(CHECKED_EVENT, { detail }));
}

export function tellHandedIn(exercise: string): void {
  dispatchEvent(new CustomEvent(HANDED_IN_EVENT, { detail: exercise }));
}
