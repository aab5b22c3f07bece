/**
 * A visit in a container as the page holds it: one step, whose text is the command and every line that was typed at the terminal which it
 * opened (`engine/cli/typed-lines.ts`). It grows by playing it again with one line more.
 */
import type { Row } from './output-rows.ts';

export interface Visit {
  /** as the container's program shows it where it waits: `/ # `, `> `; empty where it shows nothing */
  readonly prompt: string;
  /** so far, oldest first */
  readonly typed: readonly string[];
}

/** What Ctrl+D sends. */
export const END_OF_INPUT = '\u0004';

/** A plain command, so that no here-document, quote or continued line is taken for one. */
const FIRST_LINE = /^\s*docker\s+(?:container\s+)?(?:run|exec|start)\s(?:[^\n<>|&;'"\\]|'[^'\n]*'|"[^"\n]*")*\n/;

/** Of a visit the command alone, for what was typed stands in its output; of anything else all. */
export function shownLine(line: string): string {
  const first = FIRST_LINE.exec(line)?.[0];
  return first === undefined ? line : first.trimEnd();
}

export function readVisit(line: string, rows: readonly Row[]): Visit {
  const typed = line.split('\n').slice(1, -1);
  return { prompt: promptOf(rows), typed };
}

/** The text with one line more; several are typed one after the other. */
export function growVisit(line: string, typed: string): string {
  return `${line.endsWith('\n') ? line : `${line}\n`}${typed}\n`;
}

/** What has been printed, without the prompt at which it waits: that one stands at the field. */
export function rowsBeforePrompt(rows: readonly Row[]): readonly Row[] {
  return promptOf(rows) === '' ? rows : rows.slice(0, -1);
}

function promptOf(rows: readonly Row[]): string {
  const last = rows.at(-1)?.text ?? '';
  return /[#$>?:] $/.test(last) && last.length <= 200 ? last : '';
}
