/** The prompt of one machine: what is being typed, the history behind the arrow keys, and completion of words. */
import { type Signal, signal } from '@preact/signals';
import type { Completion, CompletionItem } from '../../engine/index.ts';

export interface PromptModel {
  readonly draft: Signal<string>;
  older(history: readonly string[]): void;
  newer(history: readonly string[]): void;
  /** The line leaves the prompt. */
  take(): string;
}

export function createPromptModel(begun = ''): PromptModel {
  const draft = signal(begun);
  /** how many lines back from the newest; 0 is the line being typed */
  let back = 0;
  let typed = '';

  function show(history: readonly string[]): void {
    draft.value = back === 0 ? typed : (history[history.length - back] ?? '');
  }
  return {
    draft,
    older(history) {
      if (back === 0) typed = draft.value;
      back = Math.min(back + 1, history.length);
      show(history);
    },
    newer(history) {
      if (back === 0) return;
      back -= 1;
      show(history);
    },
    take() {
      const line = draft.value;
      draft.value = '';
      back = 0;
      typed = '';
      return line;
    },
  };
}

export interface Completed {
  readonly text: string;
  readonly caret: number;
  /** where several fit and agree in nothing more */
  readonly candidates: readonly string[];
}

/**
 * As bash completes: the one that fits, and a blank after it; of several, what they agree in. Where nothing of a word is typed, flags stand
 * back behind what else fits.
 */
export function completeText(text: string, { from, to, items: all }: Completion): Completed {
  const typed = text.slice(from, to);
  const things = typed === '' ? all.filter(({ kind }) => kind !== 'flag') : all;
  const items = things.length === 0 ? all : things;
  const [first] = items;
  if (first === undefined) return { text, caret: to, candidates: [] };
  if (items.length === 1) return takeItem(text, { from, to, items }, first);
  const shared = items.reduce((prefix, item) => commonPrefix(prefix, item.text), first.text);
  const isFurther = shared.length > typed.length && shared.startsWith(typed);
  const next = isFurther ? text.slice(0, from) + shared + text.slice(to) : text;
  return {
    text: next,
    caret: isFurther ? from + shared.length : to,
    candidates: isFurther ? [] : items.map(({ text: candidate, shown }) => shown ?? candidate),
  };
}

export function takeItem(text: string, { from, to }: Completion, item: CompletionItem): Completed {
  const after = text.slice(to);
  const gap = item.isOpen === true || after.startsWith(' ') ? '' : ' ';
  const put = item.text + gap;
  return { text: text.slice(0, from) + put + after, caret: from + put.length, candidates: [] };
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
