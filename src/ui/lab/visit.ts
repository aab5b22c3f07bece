/**
 * A visit to a container (`docker run -it`) is one step of the session. Its text is the command, followed by every line typed at the terminal
 * that it opened (`engine/cli/typed-lines.ts`); for each further line the whole step is played again.
 */
import type { Entry } from './entry-list.ts';
import type { Row } from './output-rows.ts';

export interface Visit {
  /** what the container's program shows while it waits for a line: `/ # `, `> `; empty where it shows nothing */
  readonly prompt: string;
  /** so far, oldest first */
  readonly typed: readonly string[];
}

/** What Ctrl+D sends. */
export const END_OF_INPUT = '\u0004';
/** What Ctrl+C sends to a program that waits for what is typed. */
export const INTERRUPT = '\u0003';

/** A typed line as a terminal shows it. */
export function shownTyped(line: string): string {
  return line.replace(END_OF_INPUT, '^D').replace(INTERRUPT, '^C');
}

/** Whether a program, or an unfinished command, waits for a line; a shell at its prompt does not. */
export function isReading({ prompt }: Visit): boolean {
  return !/[#$] $/.test(prompt);
}

/** Only a plain command begins a visit, so that a here-document, an open quote or a continued line is not mistaken for one. */
const FIRST_LINE = /^\s*docker\s+(?:container\s+)?(?:run|exec|start)\s(?:[^\n<>|&;'"\\]|'[^'\n]*'|"[^"\n]*")*\n/;

/** Of a visit only the command, since the typed lines stand in its output; any other text whole. */
export function shownLine(line: string): string {
  const first = FIRST_LINE.exec(line)?.[0];
  return first === undefined ? line : first.trimEnd();
}

/** With a line that is running, as it was typed, too. */
export function visitOf({ line, rows, typing }: Pick<Entry, 'line' | 'rows' | 'typing'>): Visit {
  return readVisit(typing === undefined || typing.lost !== undefined ? line : growVisit(line, typing.line), rows);
}

export function readVisit(line: string, rows: readonly Row[]): Visit {
  const typed = line.split('\n').slice(1, -1);
  return { prompt: promptOf(rows), typed };
}

/** The text with one line more; several are typed one after the other. */
export function growVisit(line: string, typed: string): string {
  return `${line.endsWith('\n') ? line : `${line}\n`}${typed}\n`;
}

/** What was printed, without the prompt at which the program waits: the input field shows that one. */
export function rowsBeforePrompt(rows: readonly Row[]): readonly Row[] {
  return promptOf(rows) === '' ? rows : rows.slice(0, -1);
}

function promptOf(rows: readonly Row[]): string {
  const last = rows.at(-1)?.text ?? '';
  return /[#$>?:] $/.test(last) && last.length <= 200 ? last : '';
}
