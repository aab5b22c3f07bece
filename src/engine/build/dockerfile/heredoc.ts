/**
 * Heredocs of RUN, COPY and ADD (and of ONBUILD with one of them): `RUN <<EOF`, `COPY <<a <<-"b" /dir/`.
 *
 *   heredoc = [ digits ] "<<" [ "-" ] name ;          a word of its own; quotes anywhere in the name switch expansion off
 *   body    = { line } name newline ;                 raw lines, comments included; with "-" leading tabs are taken off
 */
import { ExpandError, expand } from './expand.ts';
import { parseJsonStrings } from './json-strings.ts';
import { splitInstruction } from './split-instruction.ts';

export interface HeredocOpening {
  readonly name: string;
  readonly fileDescriptor: number;
  readonly isExpanded: boolean;
  readonly isChomped: boolean;
}
export interface Heredoc extends HeredocOpening {
  /** every line with its newline, tabs still there */
  readonly content: string;
  /** line of the file at which the body begins */
  readonly line: number;
}

const OPENING = /^(\d*)<<(-?)\s*([^<]*)$/;
const HOLDERS = new Set(['run', 'copy', 'add']);

/** The heredocs that a logical line announces, in order. */
export function findHeredocs(line: string): HeredocOpening[] {
  if (!line.includes('<<') || !canHoldHeredocs(line)) return [];
  const words = lexWords(line, { rawQuotes: true, rawEscapes: true }) ?? [];
  return words.flatMap((word) => parseHeredocOpening(word) ?? []);
}

export function parseHeredocOpening(word: string): HeredocOpening | undefined {
  const match = OPENING.exec(word);
  const rest = match?.[3] ?? '';
  if (match === null || rest === '') return undefined;
  const bare = lexWords(rest, {});
  const raw = lexWords(rest, { rawQuotes: true });
  const name = bare?.[0];
  if (name === undefined || bare?.length !== 1) return undefined;
  return {
    name,
    fileDescriptor: Number(match[1] === '' ? 0 : match[1]),
    isExpanded: countQuotes(name) === countQuotes(raw?.[0] ?? ''),
    isChomped: match[2] === '-',
  };
}

export function readHeredocBody(
  lines: readonly string[],
  from: number,
  opening: HeredocOpening,
): { readonly heredoc: Heredoc; readonly next: number; readonly isTerminated: boolean } {
  let content = '';
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const candidate = opening.isChomped ? line.replace(/^\t+/, '') : line;
    if (candidate === opening.name) return { heredoc: { ...opening, content, line: from + 1 }, next: at + 1, isTerminated: true };
    content += `${line}\n`;
  }
  return { heredoc: { ...opening, content, line: from + 1 }, next: lines.length, isTerminated: false };
}

export function chompHeredoc(content: string): string {
  return content.replace(/^\t+/gm, '');
}

function canHoldHeredocs(line: string): boolean {
  const { keyword, rest } = splitInstruction(line);
  const holder = keyword.text.toLowerCase() === 'onbuild' ? splitInstruction(rest.text) : { keyword, rest };
  return HOLDERS.has(holder.keyword.text.toLowerCase()) && parseJsonStrings(holder.rest.text).kind !== 'strings';
}

function lexWords(text: string, options: { rawQuotes?: boolean; rawEscapes?: boolean }): readonly string[] | undefined {
  try {
    return expand(text, new Map(), { escapeToken: '\\', frontend: 'buildkit', skipUnset: true, ...options }).words;
  } catch (error) {
    if (error instanceof ExpandError) return undefined;
    throw error;
  }
}

function countQuotes(text: string): number {
  return text.split(/['"]/).length - 1;
}
