/** What is pasted into the prompt comes without what a transcript has around its commands. */
import type { Say } from '../kit/say.ts';
import { replaceIn } from './edit-field.ts';
import { isTooMuch, MAX_PASTED, MAX_PASTED_LINES, readPasted } from './pasted-text.ts';

/** @returns what is to be said about it, where another text than the pasted one, or none, came into the field */
export function takePaste(event: ClipboardEvent, field: HTMLTextAreaElement, say: Say): string | undefined {
  const raw = event.clipboardData?.getData('text/plain') ?? '';
  if (raw === '') return undefined;
  const { text, hadPrompts, outputLines, hadControls } = readPasted(raw);
  const { value, selectionStart, selectionEnd } = field;
  if (isTooMuch(value.slice(0, selectionStart) + text + value.slice(selectionEnd))) {
    event.preventDefault();
    return say('terminal.paste.tooMuch', { letters: MAX_PASTED, lines: MAX_PASTED_LINES });
  }
  if (text === raw) return undefined;
  event.preventDefault();
  replaceIn(field, selectionStart, selectionEnd, text);
  if (outputLines > 0) return say('terminal.paste.transcript', { count: outputLines });
  if (hadPrompts) return say('terminal.paste.prompts');
  return hadControls ? say('terminal.paste.controls') : undefined;
}
