import { expect, test } from 'vitest';
import { type PromptKey, readPromptKey } from './prompt-keys.ts';

interface Case {
  readonly keys: string;
  /** with the caret as `|`, or two of them around what is selected */
  readonly text: string;
  readonly key: PromptKey | undefined;
  readonly isLeaving?: boolean;
}

test.each<Case>([
  { keys: 'Enter', text: 'docker ps|', key: 'submit' },
  { keys: 'Shift+Enter', text: 'docker ps|', key: undefined },
  { keys: 'Tab', text: 'docker p|', key: 'complete' },
  { keys: 'Tab', text: ' |', key: undefined },
  { keys: 'Tab', text: 'docker p|', key: undefined, isLeaving: true },
  { keys: 'Shift+Tab', text: 'docker p|', key: undefined },
  { keys: 'Escape', text: '|', key: 'free' },
  { keys: 'ArrowUp', text: 'one|\ntwo', key: 'older' },
  { keys: 'ArrowUp', text: 'one\ntwo|', key: undefined },
  { keys: 'ArrowUp', text: '|one|', key: undefined },
  { keys: 'ArrowDown', text: 'one\ntwo|', key: 'newer' },
  { keys: 'ArrowDown', text: 'one|\ntwo', key: undefined },
  { keys: 'Ctrl+d', text: '|', key: 'end-of-input' },
  { keys: 'Ctrl+d', text: 'one|', key: undefined },
  { keys: 'Ctrl+l', text: 'one|', key: 'clear' },
  { keys: 'Ctrl+c', text: 'one|', key: 'interrupt' },
  { keys: 'Ctrl+c', text: '|one|', key: undefined },
  { keys: 'c', text: '|', key: undefined },
])('$keys in "$text": $key', ({ keys, text, key, isLeaving = false }) => {
  const names = keys.split('+');
  const event = {
    key: names.at(-1) ?? '',
    ctrlKey: names.includes('Ctrl'),
    shiftKey: names.includes('Shift'),
    altKey: false,
    metaKey: false,
    isComposing: false,
  };
  const from = text.indexOf('|');
  const to = text.lastIndexOf('|');
  const typed = { text: text.replaceAll('|', ''), from, to: to > from ? to - 1 : from };
  expect(readPromptKey(event, typed, isLeaving)).toBe(key);
});
