/** The commands of a session as a script for a real Docker, with what it should print as comments. */
import { quoteWord } from '../kit/quote-word.ts';
import type { Row } from '../lab/output-rows.ts';
import type { Files } from '../lab/protocol.ts';
import { shownLine } from '../lab/visit.ts';

export interface ScriptStep {
  readonly line: string;
  /** written before the line runs */
  readonly files?: Files;
  /** what was printed; absent for what nobody saw */
  readonly rows?: readonly Row[];
  readonly status?: number;
}

/** At most so many lines of output are quoted for one command. */
const MAX_QUOTED = 40;

/**
 * `sh` runs it as it is: files come as here-documents, and a command that failed here does not end it.
 * @param heading lines of comment at the top
 */
export function formatScript(heading: readonly string[], steps: readonly ScriptStep[]): string {
  const parts = ['#!/bin/sh', ...heading.map(comment), ''];
  for (const { line, files = {}, rows = [], status = 0 } of steps) {
    for (const [path, text] of Object.entries(files)) parts.push(...writeFile(path, text));
    parts.push(shownLine(line));
    parts.push(...rows.slice(0, MAX_QUOTED).map(({ text }) => comment(text)));
    if (rows.length > MAX_QUOTED) parts.push(comment(`… (${rows.length - MAX_QUOTED})`));
    if (status !== 0) parts.push(comment(`exit status ${status}`));
    parts.push('');
  }
  return parts.join('\n');
}

function comment(text: string): string {
  return `# ${text}`.trimEnd();
}

function writeFile(path: string, text: string): string[] {
  const folder = path.includes('/') ? [`mkdir -p ${quoteWord(path.slice(0, path.lastIndexOf('/')))}`] : [];
  const lines = text.split('\n');
  const endsWithNewline = lines.at(-1) === '';
  if (!endsWithNewline) return [...folder, `printf %s ${quoteWord(text)} > ${quoteWord(path)}`];
  let mark = 'EOF';
  while (lines.includes(mark)) mark += '_';
  return [...folder, `cat > ${quoteWord(path)} <<'${mark}'`, ...lines.slice(0, -1), mark];
}
