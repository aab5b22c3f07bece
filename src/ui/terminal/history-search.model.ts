/** Ctrl+R at one prompt: what is looked for, and the keys that it takes while it lasts. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type HistorySearch, NO_SEARCH, searchHistory, searchOlder } from './history-search.ts';
import type { PromptModel } from './terminal.model.ts';

export interface HistorySearchModel {
  /** undefined where nobody searches */
  readonly search: ReadonlySignal<HistorySearch | undefined>;
  /** For what has been typed. */
  look(): void;
  /** @returns whether the key was for the search; `run` where the line that was found is to run */
  takeKey(event: KeyboardEvent): boolean | 'run';
}

const ENDING = ['Enter', 'Tab', 'Escape', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'];

/** @param history the oldest first */
export function createHistorySearchModel(prompt: PromptModel, history: () => readonly string[]): HistorySearchModel {
  const { draft } = prompt;
  const search = signal<HistorySearch | undefined>(undefined);

  /** The line that was found stays in the field; nothing found leaves what was looked for. */
  function end(): void {
    const found = search.value;
    search.value = undefined;
    const line = found && history()[found.at];
    if (line !== undefined) draft.value = line;
  }

  return {
    search,
    look() {
      if (search.value !== undefined) search.value = searchHistory(history(), draft.value);
    },
    takeKey(event) {
      const isControl = event.ctrlKey && !event.altKey && !event.metaKey;
      const key = event.key.toLowerCase();
      if (isControl && key === 'r') {
        if (search.value !== undefined) search.value = searchOlder(history(), search.value);
        else search.value = draft.value === '' ? NO_SEARCH : searchHistory(history(), draft.value);
        return true;
      }
      if (search.value === undefined) return false;
      if (isControl && (key === 'c' || key === 'g')) {
        search.value = undefined;
        prompt.take();
        return true;
      }
      if (!ENDING.includes(event.key)) return false;
      end();
      return event.key === 'Enter' ? 'run' : true;
    },
  };
}
