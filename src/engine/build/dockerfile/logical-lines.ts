/**
 * A Dockerfile's text as logical lines: comments out, continuations joined, heredoc bodies attached (moby/buildkit
 * frontend/dockerfile/parser). Every character keeps its place in the file.
 *
 *   file         = { physical-line } ;
 *   directive    = "#" { space } name { space } "=" { space } value { space } ;      (only above everything else, each once)
 *   comment      = { space } "#" { any } ;                                            (also between continued lines)
 *   logical-line = { space } { text ESCAPE { blank } newline { comment | blank-line } { text } } ;
 *
 * The escape token continues a line only where no escape token stands before it, and joining takes away just the token and the
 * newline: `a \` + `  b` is `a   b`.
 */
import type { Frontend } from './frontend.ts';
import { findHeredocs, type Heredoc, readHeredocBody } from './heredoc.ts';
import type { Position, Range } from './position.ts';
import { fail, type Problem, ProblemFound } from './problem.ts';
import { trimLeftSpace } from './space.ts';

export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly range: Range;
}
export interface Comment {
  /** without `#` and the blanks around */
  readonly text: string;
  readonly range: Range;
}
interface Piece {
  /** offset in the logical line at which this physical line's text begins */
  readonly at: number;
  readonly line: number;
  readonly column: number;
}
export interface LogicalLine {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly startLine: number;
  /** with the bodies of its heredocs */
  readonly endLine: number;
  readonly endColumn: number;
  readonly heredocs: readonly Heredoc[];
  readonly hasEmptyContinuation: boolean;
}
export interface LogicalLines {
  readonly escapeToken: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly lines: readonly LogicalLine[];
  readonly problems: readonly Problem[];
}

/** docker reads lines into a buffer of 64 KiB */
const MAX_LINE = 65_535;
const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

function positionAt(line: Pick<LogicalLine, 'pieces'>, offset: number): Position {
  let piece = line.pieces[0];
  for (const candidate of line.pieces) if (candidate.at <= offset) piece = candidate;
  return piece === undefined ? { line: 1, column: 1 } : { line: piece.line, column: piece.column + offset - piece.at };
}

/** The place of `text.slice(start, end)`. */
export function rangeOf(line: Pick<LogicalLine, 'pieces'>, start: number, end: number): Range {
  if (end <= start) return { start: positionAt(line, start), end: positionAt(line, start) };
  const last = positionAt(line, end - 1);
  return { start: positionAt(line, start), end: { line: last.line, column: last.column + 1 } };
}

interface Reader {
  readonly physical: readonly string[];
  readonly frontend: Frontend;
  readonly directives: Directive[];
  readonly comments: Comment[];
  readonly problems: Problem[];
  next: number;
  escapeToken: '\\' | '`';
  lookingForDirectives: boolean;
}

export function readLogicalLines(text: string, frontend: Frontend): LogicalLines {
  const physical = text.replace(/^\ufeff/, '').split('\n');
  if (physical.at(-1) === '') physical.pop();
  const reader: Reader = {
    physical: physical.map((line) => line.replace(/\r+$/, '')),
    frontend,
    directives: [],
    comments: [],
    problems: [],
    next: 0,
    escapeToken: '\\',
    lookingForDirectives: true,
  };
  const lines: LogicalLine[] = [];
  while (reader.next < reader.physical.length) {
    const line = readLine(reader);
    if (line !== undefined) lines.push(line);
  }
  return {
    escapeToken: reader.escapeToken,
    directives: reader.directives,
    comments: reader.comments,
    lines,
    problems: reader.problems,
  };
}

function readLine(reader: Reader): LogicalLine | undefined {
  const startLine = reader.next + 1;
  const first = takeLine(reader);
  let { text, isEnd } = trimContinuation(first.text, reader.escapeToken);
  if (isEnd && text === '') return undefined;
  const pieces: Piece[] = [{ at: 0, line: startLine, column: first.column }];
  let hasEmptyContinuation = false;
  while (!isEnd && reader.next < reader.physical.length) {
    const line = reader.next + 1;
    const more = takeLine(reader, 'keepBlanks');
    if (more.isComment) continue;
    if (trimLeftSpace(more.text) === '') {
      hasEmptyContinuation = true;
      continue;
    }
    const trimmed = trimContinuation(more.text, reader.escapeToken);
    isEnd = trimmed.isEnd;
    pieces.push({ at: text.length, line, column: 1 });
    text += trimmed.text;
  }
  const instructionEnd = reader.next;
  const heredocs = reader.frontend === 'buildkit' ? readHeredocs(reader, text, startLine, pieces) : [];
  const endLine = heredocs.length === 0 ? instructionEnd : reader.next;
  const endColumn = (reader.physical[endLine - 1] ?? '').length + 1;
  return { text, pieces, startLine, endLine, endColumn, heredocs, hasEmptyContinuation };
}

/** One physical line: directives and comments are taken note of, and a comment's text is gone. */
function takeLine(
  reader: Reader,
  blanks: 'keepBlanks' | 'trimBlanks' = 'trimBlanks',
): { text: string; column: number; isComment: boolean } {
  const raw = reader.physical[reader.next] ?? '';
  const line = reader.next + 1;
  reader.next++;
  if (raw.length > MAX_LINE) addProblem(reader, () => fail({ code: 'dockerfile.lineTooLong', max: MAX_LINE }), line);
  const trimmed = trimLeftSpace(raw);
  const isComment = trimmed.startsWith('#');
  const token = blanks === 'keepBlanks' ? raw : trimmed;
  const isDirective = reader.lookingForDirectives && readDirective(reader, token, line);
  if (isComment && !isDirective) {
    const column = raw.length - trimmed.length + 1;
    reader.comments.push({
      text: trimmed.slice(1).trim(),
      range: { start: { line, column }, end: { line, column: raw.length + 1 } },
    });
  }
  return {
    text: token.startsWith('#') ? '' : token,
    column: blanks === 'keepBlanks' ? 1 : raw.length - trimmed.length + 1,
    isComment,
  };
}

function readDirective(reader: Reader, text: string, line: number): boolean {
  const match = DIRECTIVE.exec(text);
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2] ?? '';
  if ((name !== 'syntax' && name !== 'escape' && name !== 'check') || (name === 'check' && reader.frontend === 'classic')) {
    reader.lookingForDirectives = false;
    return false;
  }
  addProblem(
    reader,
    () => {
      if (reader.directives.some((directive) => directive.name === name))
        fail({ code: 'dockerfile.repeatedDirective', directive: name });
      if (name !== 'escape') return;
      if (value !== '`' && value !== '\\') return fail({ code: 'dockerfile.escapeToken', token: value });
      reader.escapeToken = value;
    },
    line,
  );
  reader.directives.push({
    name,
    value,
    range: { start: { line, column: 1 }, end: { line, column: (reader.physical[line - 1] ?? '').length + 1 } },
  });
  return true;
}

function trimContinuation(text: string, escapeToken: string): { text: string; isEnd: boolean } {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  if (text[end - 1] !== escapeToken || (end >= 2 && text[end - 2] === escapeToken)) return { text, isEnd: true };
  return { text: text.slice(0, end - 1), isEnd: false };
}

function readHeredocs(reader: Reader, text: string, startLine: number, pieces: readonly Piece[]): Heredoc[] {
  const heredocs: Heredoc[] = [];
  for (const opening of findHeredocs(text)) {
    const body = readHeredocBody(reader.physical, reader.next, opening);
    reader.next = body.next;
    if (!body.isTerminated) {
      addProblem(reader, () => fail({ code: 'dockerfile.unterminatedHeredoc' }, rangeOf({ pieces }, 0, text.length)), startLine);
      break;
    }
    heredocs.push(body.heredoc);
  }
  return heredocs;
}

function addProblem(reader: Reader, check: () => void, line: number): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof ProblemFound)) throw error;
    const width = (reader.physical[line - 1] ?? '').length;
    const range = error.range ?? { start: { line, column: 1 }, end: { line, column: width + 1 } };
    reader.problems.push({ detail: error.detail, phase: 'syntax', line, range });
  }
}
