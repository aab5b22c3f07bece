/** Changes of a field's text as if they were typed: what is bound to it hears of them, and the browser's own undo takes them back. */

/** Puts `put` in place of what stands from one offset to the other; the caret goes behind it. */
export function replaceIn(field: HTMLTextAreaElement, from: number, to: number, put: string): void {
  field.setSelectionRange(from, to);
  if (from === to && put === '') return;
  // deprecated, and the only way that keeps what can be undone; where it is not to be had, the text is changed all the same
  const isDone = put === '' ? document.execCommand('delete') : document.execCommand('insertText', false, put);
  if (isDone) return;
  field.setRangeText(put, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
