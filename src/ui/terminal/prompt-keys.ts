/** Which keys the prompt takes for itself, before those that edit the line (`line-keys.ts`); the others are the browser's. */

export type PromptKey = 'submit' | 'complete' | 'free' | 'older' | 'newer' | 'end-of-input' | 'clear' | 'interrupt';

/** What is typed, and the part of it that is selected. */
export interface TypedText {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** @param isLeaving Escape was the key before: Tab is the browser's then */
export function readPromptKey(event: Key, { text, from, to }: TypedText, isLeaving: boolean): PromptKey | undefined {
  const isPlain = !event.shiftKey && !event.altKey && !event.metaKey && !event.isComposing;
  const control = event.ctrlKey ? event.key.toLowerCase() : undefined;
  if (event.key === 'Escape') return 'free';
  if (isPlain && event.key === 'Enter') return 'submit';
  if (isPlain && event.key === 'Tab' && !event.ctrlKey) return text.trim() === '' || isLeaving ? undefined : 'complete';
  if (isPlain && from === to && event.key === 'ArrowUp' && !text.slice(0, from).includes('\n')) return 'older';
  if (isPlain && from === to && event.key === 'ArrowDown' && !text.slice(from).includes('\n')) return 'newer';
  if (control === 'd' && text === '') return 'end-of-input';
  if (control === 'l') return 'clear';
  // what is selected is copied
  return control === 'c' && from === to ? 'interrupt' : undefined;
}
