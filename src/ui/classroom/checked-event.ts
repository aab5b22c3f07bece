/** Says in the page that an answer was checked, for whoever hands it in. */
import type { Answer } from '../../exercise/index.ts';

export const CHECKED_EVENT = 'camadas:checked';

export interface Checked {
  readonly exercise: string;
  readonly answer: Answer;
}

declare global {
  interface WindowEventMap {
    [CHECKED_EVENT]: CustomEvent<Checked>;
  }
}

export function tellChecked(detail: Checked): void {
  dispatchEvent(new CustomEvent(CHECKED_EVENT, { detail }));
}
