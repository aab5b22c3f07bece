/**
 * The keys with which bash edits a line (readline's Emacs keys), for a field that is no terminal. Those that a browser keeps for itself
 * (Ctrl+N, Ctrl+T, mostly Ctrl+W) never arrive; Alt+Backspace does what Ctrl+W does.
 */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export interface LineEdit {
  /** what is taken out, in offsets; the caret goes to `from` and `put` in there */
  readonly from: number;
  readonly to: number;
  readonly put: string;
  /** it was cut, and Ctrl+Y brings it back */
  readonly isKill: boolean;
}

/** @param killed what was cut last. Undefined: the key is none of these, or has nothing to do here. */
export function readLineKey(press: KeyPress, text: string, caret: number, killed: string): LineEdit | undefined {
  const { ctrlKey, altKey, metaKey, shiftKey } = press;
  if (metaKey || shiftKey || ctrlKey === altKey) return undefined;
  const key = press.key.toLowerCase();
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1;
  const newline = text.indexOf('\n', caret);
  const lineEnd = newline < 0 ? text.length : newline;
  const kill = (from: number, to: number): LineEdit | undefined => (from === to ? undefined : { from, to, put: '', isKill: true });
  const move = (to: number): LineEdit | undefined => (to === caret ? undefined : { from: to, to, put: '', isKill: false });
  if (altKey) {
    if (key === 'backspace') return kill(wordBefore(text, caret, /\w/), caret);
    return key === 'd' ? kill(caret, wordAfter(text, caret)) : undefined;
  }
  switch (key) {
    case 'a':
      return move(lineStart);
    case 'e':
      return move(lineEnd);
    case 'u':
      return kill(lineStart, caret);
    case 'k':
      return kill(caret, lineEnd === caret && newline >= 0 ? caret + 1 : lineEnd);
    case 'w':
      return kill(wordBefore(text, caret, /\S/), caret);
    case 'd':
      return caret === text.length ? undefined : { from: caret, to: caret + 1, put: '', isKill: false };
    case 'y':
      return killed === '' ? undefined : { from: caret, to: caret, put: killed, isKill: false };
    default:
      return undefined;
  }
}

/** Where the word before the caret begins: first what is none of its letters, then those. */
function wordBefore(text: string, caret: number, letter: RegExp): number {
  let at = caret;
  while (at > 0 && !letter.test(text.charAt(at - 1))) at -= 1;
  while (at > 0 && letter.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function wordAfter(text: string, caret: number): number {
  let at = caret;
  while (at < text.length && !/\w/.test(text.charAt(at))) at += 1;
  while (at < text.length && /\w/.test(text.charAt(at))) at += 1;
  return at;
}
