/** What the page asks of an editor, whichever one it is: the plain field, or Monaco where there is a mouse and a keyboard. */
import type { ShownProblem } from '../assist/problems.model.ts';

export interface CodeEditor {
  getValue(): string;
  /** Does not call `onChange`. */
  setValue(value: string): void;
  setMarkers(markers: readonly Marker[]): void;
  /** What is wrong with the text as it stands. */
  setProblems(problems: readonly ShownProblem[]): void;
  /** offset in the text; undefined where somebody else has the focus */
  caret(): number | undefined;
  focus(): void;
  dispose(): void;
}

export interface Marker {
  /** from 1 */
  readonly line: number;
  readonly message: string;
}

export interface EditorEvents {
  onChange(value: string): void;
  /** Ctrl+Enter or Cmd+Enter */
  onSubmit(): void;
}

export type CodeLanguage = 'shellscript' | 'docker' | 'text';

export function languageOf(path: string): CodeLanguage {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^Dockerfile|\.Dockerfile$/i.test(name)) return 'docker';
  return name.endsWith('.sh') ? 'shellscript' : 'text';
}

/** The plain field and Monaco share these, so that one takes the other's place without a jump. */
export const METRICS = {
  fontFamily: '"Next Mono", "Next Mono Fallback", ui-monospace, monospace',
  fontSize: 14.5,
  lineHeight: 24,
  padding: 12,
  /** room for three digits, then 10 pixels */
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 10,
} as const;
