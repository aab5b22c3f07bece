/**
 * The next words of a command as buttons, for hands without a keyboard: a row that scrolls sideways, next to the field. A tap puts the word
 * in and leaves the focus, and with it the keyboard on the screen, where it is.
 */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Completion, CompletionItem } from '../../engine/index.ts';
import type { Say } from '../kit/say.ts';
import { takeItem } from '../terminal/terminal.model.ts';
import { watchKeyboard } from './keyboard-room.ts';

interface ChipsProps {
  readonly field: RefObject<HTMLTextAreaElement>;
  /** what stands in the field */
  readonly text: Signal<string>;
  readonly complete: (text: string, caret: number) => Promise<Completion | undefined>;
  readonly say: Say;
}

/** Milliseconds after the last key. */
const PAUSE_MS = 120;
const MAX_CHIPS = 40;
/** with the text that it was asked for */
interface Answer extends Completion {
  readonly of: string;
}
const NOTHING: Answer = { of: '', from: 0, to: 0, items: [] };

/** Whether fingers are what this device is used with. */
export function wantsChips(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(any-pointer: coarse)').matches;
}

export function Chips({ field, text, complete, say }: ChipsProps) {
  const completion = useSignal<Answer>(NOTHING);
  const isFocused = useSignal(false);
  const caretMoves = useSignal(0);
  const asked = useRef(0);

  useEffect(() => {
    const element = field.current;
    if (element === null) return undefined;
    let isPressing = false;
    const look = (): void => {
      isFocused.value = isPressing || document.activeElement === element;
    };
    // what is pressed must still be under the finger when it lets go: a row that went with the focus would pull it away
    const press = (): void => {
      isPressing = document.activeElement === element;
    };
    const letGo = (): void => {
      if (!isPressing) return;
      setTimeout(() => {
        isPressing = false;
        look();
      });
    };
    const moved = (): void => {
      if (document.activeElement === element) caretMoves.value += 1;
    };
    const presses = [
      ['mousedown', press],
      ['mouseup', letGo],
      ['dragend', letGo],
    ] as const;
    look();
    watchKeyboard();
    element.addEventListener('focus', look);
    element.addEventListener('blur', look);
    document.addEventListener('selectionchange', moved);
    for (const [type, listener] of presses) addEventListener(type, listener, { capture: true });
    return () => {
      element.removeEventListener('focus', look);
      element.removeEventListener('blur', look);
      document.removeEventListener('selectionchange', moved);
      for (const [type, listener] of presses) removeEventListener(type, listener, { capture: true });
    };
  }, []);
  useSignalEffect(() => {
    const now = text.value;
    caretMoves.value;
    if (!isFocused.value) return undefined;
    const mine = ++asked.current;
    const timer = setTimeout(async () => {
      const caret = field.current?.selectionStart ?? now.length;
      const found = await complete(now, caret);
      if (mine === asked.current) completion.value = found === undefined ? NOTHING : { ...found, of: now };
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  });

  function take(item: CompletionItem): void {
    const element = field.current;
    if (element === null) return;
    // the word may have grown since the answer came
    const to = Math.max(completion.value.from, element.selectionStart);
    const next = takeItem(element.value, { ...completion.value, to }, item);
    element.value = next.text;
    element.setSelectionRange(next.caret, next.caret);
    text.value = next.text;
  }

  const { of, from, items } = completion.value;
  const now = text.value;
  if (!isFocused.value || now.slice(0, from) !== of.slice(0, from)) return null;
  const typed = now.slice(from, field.current?.selectionStart ?? now.length);
  const shown = items.filter((item) => item.text !== typed && item.text.startsWith(typed)).slice(0, MAX_CHIPS);
  if (shown.length === 0) return null;
  return (
    <fieldset class="chips" aria-label={say('assist.chips')}>
      {shown.map((item) => (
        <button
          key={item.text}
          type="button"
          class={`chip of-${item.kind}`}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(item)}
        >
          {item.text}
          {item.shown?.startsWith(item.text) === true && <span class="also">{item.shown.slice(item.text.length)}</span>}
        </button>
      ))}
    </fieldset>
  );
}
